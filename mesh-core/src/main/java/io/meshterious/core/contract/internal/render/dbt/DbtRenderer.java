// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.dbt;

import io.meshterious.core.contract.internal.render.Choice;
import io.meshterious.core.contract.internal.render.RenderedFiles;
import io.meshterious.core.contract.internal.sql.build.SchemaBuilder;
import io.meshterious.core.contract.internal.sql.build.SqlSettings;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.dialect.Dialects;
import io.meshterious.core.contract.internal.sql.table.SqlSchema;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.contract.sql.SqlDialect;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import java.util.Map;
import java.util.Optional;

/** Renders the properties of dbt models or sources, with the tests that the contract asks for. */
public final class DbtRenderer implements ContractRenderer {
  /** What the tables are to dbt. */
  enum As {
    /** The project makes them. */
    MODELS,
    /** Others make them. */
    SOURCES,
    /** Both. */
    BOTH
  }

  /** Where the generic tests come from that dbt itself does not have. */
  enum Packages {
    /** They are part of what is rendered. */
    NONE,
    /** From the package dbt_utils. */
    DBT_UTILS
  }

  private static final String HOLDS =
      """
      {% test mesh_holds(model, expression) %}
      select * from {{ model }} where not ({{ expression }})
      {% endtest %}
      """;
  private static final String UNIQUE =
      """
      {% test mesh_unique_together(model, combination_of_columns) %}
      select {{ combination_of_columns | join(', ') }}
      from {{ model }}
      group by {{ combination_of_columns | join(', ') }}
      having count(*) > 1
      {% endtest %}
      """;

  /** A renderer; it has no state. */
  public DbtRenderer() {}

  @Override
  public String name() {
    return "dbt";
  }

  @Override
  public String description() {
    return "dbt properties (models or sources) and data tests";
  }

  @Override
  public Map<String, String> options() {
    return Map.of(
        "as", "what the tables are to dbt: 'models' (default), 'sources' or 'both'",
        "dialect",
            "the database, for types and expressions: "
                + SqlDialect.names()
                + ", 'duckdb' unless said otherwise",
        "packages",
            "where tests come from that dbt does not have: 'none' renders them (default), 'dbt_utils' uses that package",
        "source", "the name of the source; the contract's id unless said otherwise",
        "schema",
            "the schema of the source; that of the contract's server for the dialect unless said otherwise");
  }

  @Override
  public Rendering render(RenderRequest request) {
    request.checkedFor(this);
    As as = Choice.of(request, name(), "as", As.MODELS);
    Packages packages = Choice.of(request, name(), "packages", Packages.NONE);
    Dialect dialect = Dialects.of(Choice.of(request, name(), "dialect", SqlDialect.DUCKDB));
    SqlSettings settings = new SqlSettings(request.option("schema"), Optional.empty(), false);
    SqlSchema schema =
        SchemaBuilder.build(dialect, settings, request.contract(), request.context());
    RenderedFiles files = new RenderedFiles();
    String file = request.contract().id().orElse(request.contract().name()).replace('.', '_');
    if (as != As.SOURCES) {
      Project models = new Project(request, dialect, schema, packages, false);
      files.add("models/", file, ".yml", Document.write(models.document(), DocumentFormat.YAML));
      models.queries().forEach((name, query) -> files.add("tests/", name, ".sql", query));
    }
    if (as != As.MODELS) {
      Project sources = new Project(request, dialect, schema, packages, true);
      files.add(
          "models/",
          file + "_sources",
          ".yml",
          Document.write(sources.document(), DocumentFormat.YAML));
      sources.queries().forEach((name, query) -> files.add("tests/", name, ".sql", query));
    }
    if (packages == Packages.NONE) {
      files.add("tests/generic/", "mesh_holds", ".sql", HOLDS);
      files.add("tests/generic/", "mesh_unique_together", ".sql", UNIQUE);
    }
    return files.rendering();
  }
}
