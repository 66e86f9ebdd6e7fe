// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.gx;

import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.internal.render.Choice;
import io.meshterious.core.contract.internal.render.RenderedFiles;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.pattern.PatternDialect;
import java.util.Map;

/** Renders an expectation suite of Great Expectations 1.x for each table. */
public final class GreatExpectationsRenderer implements ContractRenderer {
  /** What runs the suite, which decides how patterns are written. */
  enum Engine {
    /** Data frames of pandas. */
    PANDAS(PatternDialect.ECMA),
    /** DuckDB. */
    DUCKDB(PatternDialect.RE2),
    /** PostgreSQL. */
    POSTGRES(PatternDialect.POSTGRESQL),
    /** Google BigQuery. */
    BIGQUERY(PatternDialect.RE2),
    /** Snowflake. */
    SNOWFLAKE(PatternDialect.SNOWFLAKE),
    /** Databricks. */
    DATABRICKS(PatternDialect.SPARK),
    /** Spark. */
    SPARK(PatternDialect.SPARK);

    private final PatternDialect patterns;

    Engine(PatternDialect patterns) {
      this.patterns = patterns;
    }

    PatternDialect patterns() {
      return patterns;
    }
  }

  private static final String ENGINE = "engine";

  /** A renderer; it has no state. */
  public GreatExpectationsRenderer() {}

  @Override
  public String name() {
    return "great-expectations";
  }

  @Override
  public String description() {
    return "Great Expectations 1.x suite for each table";
  }

  @Override
  public Map<String, String> options() {
    return Map.of(
        ENGINE,
        "what runs the suite, for the language of patterns: 'pandas' (default), 'duckdb', 'postgres', 'bigquery', 'snowflake', 'databricks' or 'spark'");
  }

  @Override
  public Rendering render(RenderRequest request) {
    request.checkedFor(this);
    Engine engine = Choice.of(request, name(), ENGINE, Engine.PANDAS);
    RenderedFiles files = new RenderedFiles();
    for (Table table : request.contract().tables()) {
      Suite suite = new Suite(request.contract(), table);
      new ColumnExpectations(suite, table, engine).add();
      new RuleExpectations(suite, table).add();
      files.add(
          "", table.name(), ".suite.json", Document.write(suite.document(), DocumentFormat.JSON));
    }
    return files.rendering();
  }
}
