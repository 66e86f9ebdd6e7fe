// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.sql.Migration;
import io.meshterious.core.contract.sql.SqlDialect;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.testkit.SeededRandom;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Older DDL, rows, migration: what then is there is what the newer DDL makes. */
abstract class MigrationChecks {
  private static final String NOTHING = "-- nothing to do\n";

  private @Nullable TestDatabase database;

  abstract SqlDialect dialect();

  abstract int randomPairs();

  @BeforeEach
  void open() throws SQLException {
    database = TestDatabase.open(dialect());
  }

  @AfterEach
  void close() throws SQLException {
    if (database != null) {
      database.close();
    }
  }

  private String ddl(DataContract contract) {
    ContractRenderer renderer =
        Plugins.load().named(ContractRenderer.class, "ddl:" + dialect().text());
    return renderer.render(RenderRequest.of(contract)).text();
  }

  private List<String> schemaOf(DataContract contract) throws SQLException {
    database = database.emptied();
    database.execute(ddl(contract));
    return database.describe();
  }

  private void migrated(DataContract older, List<String> rows, String script) throws SQLException {
    database = database.emptied();
    database.execute(ddl(older));
    for (String row : rows) {
      database.execute(row);
    }
    if (!script.equals(NOTHING)) {
      database.execute(script);
    }
  }

  @TestFactory
  Stream<DynamicTest> migrate_everyKindOfChange_givesTheNewerTables() throws IOException {
    return Scenario.read("migrations.yaml").stream()
        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> check(scenario)));
  }

  private void check(Scenario scenario) throws SQLException {
    // Given
    List<String> expected = schemaOf(scenario.newer());
    Migration migration = Migration.between(scenario.older(), scenario.newer(), dialect());

    // When
    migrated(scenario.older(), scenario.rows(), migration.script(true));

    // Then
    assertThat(database.describe()).as(migration.script(true)).isEqualTo(expected);
    if (!scenario.query().isEmpty()) {
      assertThat(database.texts(scenario.query()))
          .as(migration.script(true))
          .isEqualTo(scenario.answer());
    }
    assertThat(migration.destructive())
        .as("destructive: %s", migration.script(true))
        .isEqualTo(scenario.destructive().contains(dialect().text()));
    if (migration.destructive()) {
      assertThatThrownBy(() -> migration.script(false))
          .isInstanceOfSatisfying(
              MeshException.class,
              refused -> assertThat(refused.code()).isEqualTo(ContractError.MIGRATION_DESTRUCTIVE))
          .hasMessageContaining("--allow-destructive")
          .hasMessageContaining(migration.destructiveSteps().get(0).description());
      assertThat(migration.script(true))
          .contains("-- destructive: " + migration.destructiveSteps().get(0).description());
    } else {
      assertThat(migration.script(false)).isEqualTo(migration.script(true));
    }
  }

  @TestFactory
  Stream<DynamicTest> migrate_thereAndBack_givesTheOlderTables() throws IOException {
    return Scenario.read("migrations.yaml").stream()
        .map(
            scenario ->
                DynamicTest.dynamicTest(
                    scenario.name(),
                    () -> {
                      List<String> expected = schemaOf(scenario.older());
                      Migration back =
                          Migration.between(
                              /* older= */ scenario.newer(),
                              /* newer= */ scenario.older(),
                              dialect());
                      migrated(scenario.newer(), List.of(), back.script(true));
                      assertThat(database.describe()).as(back.script(true)).isEqualTo(expected);
                    }));
  }

  @Test
  void migrate_toItself_hasNoSteps() throws IOException {
    for (Scenario scenario : Scenario.read("migrations.yaml")) {
      Migration migration = Migration.between(scenario.newer(), scenario.newer(), dialect());
      assertThat(migration.steps()).as(scenario.name()).isEmpty();
      assertThat(migration.script(false)).isEqualTo(NOTHING);
    }
  }

  @Test
  void migrate_renamesInsideObjectsAndArrays_keepsTheValues() throws SQLException {
    DataContract older = nested("email", "sku");
    DataContract newer = nested("mail", "article");
    boolean json = dialect() == SqlDialect.POSTGRES;
    String values =
        json
            ? "'{\"email\": \"a@b\"}', '[{\"sku\": \"x\"}, {\"sku\": \"y\"}]'"
            : "{'email': 'a@b'}, [{'sku': 'x'}, {'sku': 'y'}]";
    List<String> rows =
        List.of(
            "INSERT INTO \"t\" (\"id\", \"person\", \"lines\") VALUES (1, "
                + values
                + "), (2, NULL, NULL)");

    migrated(older, rows, Migration.between(older, newer, dialect()).script(false));

    String mail = json ? "\"person\" ->> 'mail'" : "struct_extract(\"person\", 'mail')";
    String articles =
        json ? "\"lines\" -> 1 ->> 'article'" : "struct_extract(\"lines\"[2], 'article')";
    assertThat(database.texts("SELECT " + mail + " FROM \"t\" ORDER BY \"id\""))
        .containsExactly("a@b", "null");
    assertThat(database.texts("SELECT " + articles + " FROM \"t\" ORDER BY \"id\""))
        .containsExactly("y", "null");
  }

  private static DataContract nested(String email, String sku) {
    return DataContract.builder()
        .id("nested")
        .name("nested")
        .version("1.0.0")
        .status("active")
        .table(
            "t",
            table ->
                table
                    .property("id", LogicalType.INTEGER, id -> id.primaryKey(1))
                    .property(
                        "person",
                        LogicalType.OBJECT,
                        person ->
                            person.property(
                                email, LogicalType.STRING, it -> it.id("e").minLength(1)))
                    .property(
                        "lines",
                        LogicalType.ARRAY,
                        lines ->
                            lines.items(
                                LogicalType.OBJECT,
                                line -> line.property(sku, LogicalType.STRING, it -> it.id("s")))))
        .build();
  }

  @Test
  void migrate_randomPairs_giveTheNewerTables() throws SQLException {
    SeededRandom random = SeededRandom.forTest("migrations for " + dialect());
    for (int round = 0; round < SeededRandom.rounds(randomPairs()); round++) {
      MigrationPairs pairs = new MigrationPairs(random.fork());
      DataContract older = pairs.older();
      DataContract newer = pairs.newer();
      List<String> expected = schemaOf(newer);
      Migration migration = Migration.between(older, newer, dialect());
      List<String> rows = migration.destructive() ? List.of() : SampleRows.of(older);
      String what =
          "round "
              + round
              + " of seed "
              + random.seed()
              + "\n"
              + ddl(older)
              + "\n"
              + migration.script(true);
      try {
        migrated(older, rows, migration.script(true));
      } catch (SQLException problem) {
        throw new AssertionError(what + "\n" + rows, problem);
      }
      assertThat(database.describe()).as(what).isEqualTo(expected);
    }
  }
}
