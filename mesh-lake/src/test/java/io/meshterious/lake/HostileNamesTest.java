// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static io.meshterious.lake.LakeTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.lake.internal.catalog.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names from outside neither leave the lake's folder nor become SQL. */
class HostileNamesTest {
  @TempDir static Path temp;
  private static Lake lake;

  @BeforeAll
  static void open() {
    lake = Lake.open(temp.resolve("lake"), LakeOptions.defaults().durable(false));
  }

  @AfterAll
  static void close() {
    lake.close();
  }

  static List<String> names() {
    return List.of(
        "../x",
        "..",
        ".",
        "a/b",
        "a\\b",
        "/etc/passwd",
        "a;drop table iceberg_tables",
        "a' or '1'='1",
        "a\"b",
        "a`b",
        "orders$files",
        "$",
        "-rf",
        "a b",
        " a",
        "a\n",
        "a\0b",
        "a\u202eb",
        "tëst",
        "日本",
        "ａ",
        "\ud800",
        "a*",
        "a?",
        "[a]",
        "{a}",
        "~",
        "%2e%2e%2f",
        "a%",
        "",
        "x".repeat(129),
        "x".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("names")
  void name_hostile_isRefusedEverywhere_inAShortMessage(String name) throws Exception {
    // Given
    List<String> before = files();

    // Then
    refused(() -> new TableName("main", name), LakeError.INVALID_NAME, "Invalid table name");
    refused(() -> new TableName(name, "orders"), LakeError.INVALID_NAME, "Invalid table name");
    for (String written : List.of(name, "main." + name, name + ".orders", "a.b." + name)) {
      refused(() -> TableName.of(written), LakeError.INVALID_NAME, "Invalid table name");
      refused(() -> lake.table(written), LakeError.INVALID_NAME, "letters, digits");
      refused(() -> lake.drop(written), LakeError.INVALID_NAME);
      refused(() -> lake.purge(written), LakeError.INVALID_NAME);
      refused(() -> lake.exists(written), LakeError.INVALID_NAME);
      refused(() -> lake.rename("orders", written), LakeError.INVALID_NAME);
    }
    refused(() -> lake.createNamespace(name), LakeError.INVALID_NAME, "Invalid namespace");
    refused(() -> lake.dropNamespace(name), LakeError.INVALID_NAME);
    refused(() -> lake.namespaceProperties(name), LakeError.INVALID_NAME);
    refused(() -> lake.tables(name), LakeError.INVALID_NAME);
    assertThat(files()).isEqualTo(before);
    assertThat(lake.namespaces()).containsExactly("main");
    assertThatThrownBy(() -> TableName.of(name))
        .satisfies(
            refusal ->
                assertThat(refusal.getMessage())
                    .hasSizeLessThan(1200)
                    .doesNotContain("\0", "\n", "\u202e"));
  }

  private static List<String> files() throws Exception {
    try (Stream<Path> all = Files.walk(temp)) {
      return all.map(Path::toString).filter(it -> !it.contains("catalog.db-")).sorted().toList();
    }
  }

  @Test
  void name_thatLooksLikeSqlOrAnOption_butIsAllowed_isJustAName() {
    for (String name :
        List.of("select", "main", "DROP", "_", "1", "a-b", "a--b", "NULL", "x".repeat(128))) {
      // When
      lake.context()
          .catalog()
          .createTable(
              Tables.identifier(TableName.of(name)),
              new Schema(Types.NestedField.required(1, "id", Types.LongType.get())));

      // Then
      Path location = Path.of(lake.table(name).iceberg().location());
      assertThat(location).hasParent(temp.resolve("lake/warehouse/main"));
      assertThat(lake.exists(name)).isTrue();
      lake.purge(name);
      assertThat(lake.exists(name)).isFalse();
    }
  }
}
