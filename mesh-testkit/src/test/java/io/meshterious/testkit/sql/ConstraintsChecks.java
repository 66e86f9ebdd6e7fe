// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.contract.sql.SqlDialect;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.plugin.Plugins;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The constraints of DDL refuse what the contract refuses, and nothing else. */
abstract class ConstraintsChecks {
  private @Nullable TestDatabase database;

  abstract SqlDialect dialect();

  @BeforeEach
  void open() throws SQLException, IOException {
    database = TestDatabase.open(dialect()).emptied();
    database.execute(ddl("false"));
    database.execute("INSERT INTO \"parents\" (\"id\") VALUES (1)");
  }

  @AfterEach
  void close() throws SQLException {
    if (database != null) {
      database.close();
    }
  }

  private String ddl(String drop) throws IOException {
    ContractRenderer renderer =
        Plugins.load().named(ContractRenderer.class, "ddl:" + dialect().text());
    return renderer.render(RenderRequest.of(contract()).with("drop", drop)).text();
  }

  private static DataContract contract() throws IOException {
    try (InputStream in = ConstraintsChecks.class.getResourceAsStream("constraints.odcs.yaml")) {
      if (in == null) {
        throw new IOException("No resource constraints.odcs.yaml");
      }
      return DataContract.parse(
          new String(in.readAllBytes(), StandardCharsets.UTF_8),
          DocumentFormat.YAML,
          "constraints");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "status | 'placed' | 'gone'",
        "status | 'it''s' | 'it'",
        "status | 'back\\slash' | 'back'",
        "status | NULL | ''",
        "qty | 1 | 0",
        "qty | 9 | 10",
        "small | 255 | 256",
        "small | 0 | -1",
        "code | 'AB-12' | 'AB-1'",
        "code | 'AB-123' | 'xAB-12'",
        "name | 'ab' | 'a'",
        "name | 'aé😀de' | 'abcdef'",
        "amount | 0.10 | 0.11",
        "since | DATE '2020-01-01' | DATE '2019-12-31'",
        "at | TIMESTAMPTZ '2020-01-01 00:00:01+00:00' | TIMESTAMPTZ '2020-01-01 00:00:00+00:00'",
        "parent | 1 | 2",
        "ratio | 0.5 | 1.5",
      })
  void insert_refusesWhatTheContractRefuses(String column, String good, String bad)
      throws SQLException {
    String insert = "INSERT INTO \"children\" (\"id\", \"" + column + "\") VALUES ";
    database.execute(insert + "(1, " + good + ")");
    assertThatThrownBy(() -> database.execute(insert + "(2, " + bad + ")"))
        .isInstanceOf(SQLException.class);
    assertThat(database.texts("SELECT count(*) FROM \"children\"")).isEqualTo(List.of("1"));
  }

  @Test
  void insert_intoAnObject_refusesWhatTheContractRefuses() throws SQLException {
    boolean json = dialect() == SqlDialect.POSTGRES;
    String insert = "INSERT INTO \"children\" (\"id\", \"customer\") VALUES ";
    database.execute(
        insert
            + (json
                ? "(1, '{\"email\": \"a@b\", \"age\": 3}')"
                : "(1, {'email': 'a@b', 'age': 3})"));
    for (String bad :
        json
            ? List.of(
                "'{\"age\": 3}'",
                "'{\"email\": null}'",
                "'{\"email\": \"a@b\", \"age\": -1}'",
                "'[]'")
            : List.of("{'email': NULL, 'age': 3}", "{'email': 'a@b', 'age': -1}")) {
      assertThatThrownBy(() -> database.execute(insert + "(2, " + bad + ")"))
          .as(bad)
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void drop_thenCreate_leavesTheSameTables() throws SQLException, IOException {
    List<String> before = database.describe();
    database.execute(ddl("true"));
    assertThat(database.describe()).isEqualTo(before);
    database.execute(ddl("only"));
    assertThat(database.describe()).noneMatch(fact -> fact.startsWith("table"));
  }
}
