// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.internal.sql.build.SchemaBuilder;
import io.meshterious.core.contract.internal.sql.build.SqlSettings;
import io.meshterious.core.contract.internal.sql.build.TableStatements;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.internal.sql.dialect.Dialects;
import io.meshterious.core.contract.internal.sql.rule.Holding;
import io.meshterious.core.contract.internal.sql.table.SqlForeignKey;
import io.meshterious.core.contract.internal.sql.table.SqlSchema;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.render.Rendering;
import io.meshterious.core.contract.sql.SqlDialect;
import io.meshterious.core.error.MeshException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Renders the tables of a contract as statements of one dialect. */
abstract class DdlRenderer implements ContractRenderer {
  private final SqlDialect which;

  DdlRenderer(SqlDialect which) {
    this.which = which;
  }

  @Override
  public final String name() {
    return "ddl:" + which.text();
  }

  @Override
  public final String description() {
    return "Tables as SQL statements for " + Dialects.of(which).label();
  }

  @Override
  public final Map<String, String> options() {
    Map<String, String> options = new TreeMap<>();
    options.put(
        "schema",
        "the schema of all tables; default: what the contract's server of this kind says, else none");
    if (Dialects.of(which).catalogSetting().isPresent()) {
      options.put(
          "catalog",
          "the catalog, project or database of the schema; default: what the contract's server of this kind says, else none");
    }
    options.put(
        "if-not-exists",
        "true: tables that exist are left alone; false (default): they are an error");
    options.put(
        "drop",
        "true: the tables are dropped first if they exist; only: they are dropped and not made; false (default): nothing is dropped");
    options.put(
        "foreign-keys", "false: no foreign keys, each with a comment that says so; default: true");
    return options;
  }

  @Override
  public final Rendering render(RenderRequest request) {
    request.checkedFor(this);
    Dialect dialect = Dialects.of(which);
    boolean ifNotExists = choice(request, "if-not-exists", List.of("false", "true")).equals("true");
    String drop = choice(request, "drop", List.of("false", "true", "only"));
    boolean foreignKeys = choice(request, "foreign-keys", List.of("true", "false")).equals("true");
    SqlSettings settings =
        new SqlSettings(request.option("schema"), request.option("catalog"), foreignKeys);
    SqlSchema schema =
        SchemaBuilder.build(dialect, settings, request.contract(), request.context());

    Script script = new Script();
    script.comment(
        request.contract().name() + " " + request.contract().version() + " for " + dialect.label());
    if (!drop.equals("false")) {
      drops(dialect, schema).forEach(script::statement);
    }
    if (!drop.equals("only")) {
      creates(dialect, schema, ifNotExists, script);
    }
    return Rendering.of(fileName(request.contract()) + "." + which.text() + ".sql", script.text());
  }

  private static List<String> drops(Dialect dialect, SqlSchema schema) {
    TableStatements statements = new TableStatements(dialect);
    List<String> drops = new ArrayList<>();
    for (int i = schema.tables().size() - 1; i >= 0; i--) {
      SqlTable table = schema.tables().get(i);
      boolean circular =
          dialect.foreignKeys() == Holding.ENFORCED
              && table.foreignKeys().stream().anyMatch(SqlForeignKey::deferred);
      for (SqlForeignKey key : circular ? table.foreignKeys() : List.<SqlForeignKey>of()) {
        if (key.deferred()) {
          drops.add(
              0,
              "ALTER TABLE IF EXISTS "
                  + dialect.quote(table.name())
                  + " DROP CONSTRAINT IF EXISTS "
                  + dialect.quote(key.name()));
        }
      }
      drops.add(statements.drop(table.name(), true));
    }
    return drops;
  }

  private static void creates(
      Dialect dialect, SqlSchema schema, boolean ifNotExists, Script script) {
    TableStatements statements = new TableStatements(dialect);
    schema.home().ifPresent(home -> script.statement(dialect.createSchema(home)));
    for (SqlTable table : schema.tables()) {
      script.space();
      table.losses().forEach(loss -> script.comment("not enforced: " + loss));
      statements.create(table, ifNotExists).forEach(script::statement);
    }
    for (SqlTable table : schema.tables()) {
      statements.deferred(table).forEach(script::statement);
    }
  }

  private String choice(RenderRequest request, String option, List<String> allowed) {
    String value = request.option(option).orElse(allowed.get(0));
    if (!allowed.contains(value)) {
      throw new MeshException(
          ContractError.OPTION_INVALID,
          "Invalid option '"
              + option
              + "' of '"
              + name()
              + "': '"
              + value
              + "' (allowed are "
              + allowed
              + ")");
    }
    return value;
  }

  private static String fileName(DataContract contract) {
    String name = contract.name().replaceAll("[^A-Za-z0-9_-]+", "_");
    return name.isEmpty() ? "contract" : name;
  }
}
