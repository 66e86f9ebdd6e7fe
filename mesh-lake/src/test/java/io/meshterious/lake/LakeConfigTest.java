// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static io.meshterious.lake.LakeTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration says, refuses, and keeps to itself. */
class LakeConfigTest {
  private static final String POSTGRES = "jdbc:postgresql://db.example:5432/lake";

  @TempDir Path temp;

  @Test
  void config_complete_becomesWhatIcebergReads() {
    // When
    LakeConfig config =
        LakeConfig.jdbc(POSTGRES)
            .warehouse("s3://bucket/lake/")
            .credentials("writer", "pass-1")
            .named("prod")
            .fileIo("mem", "x.Y")
            .properties(Map.of("s3.endpoint", "http://localhost"))
            .build();

    // Then
    assertThat(config.address().name()).isEqualTo("prod");
    assertThat(config.address().properties())
        .containsOnly(
            Map.entry("uri", POSTGRES),
            Map.entry("warehouse", "s3://bucket/lake"),
            Map.entry("jdbc.user", "writer"),
            Map.entry("jdbc.password", "pass-1"),
            Map.entry("mesh.io.scheme.mem", "x.Y"),
            Map.entry("s3.endpoint", "http://localhost"));
    assertThat(
            LakeConfig.rest("https://catalog.example/api")
                .warehouse("w")
                .clientCredentials("id", "secret")
                .fileIo("x.Y")
                .build()
                .address()
                .properties())
        .containsOnly(
            Map.entry("uri", "https://catalog.example/api"),
            Map.entry("warehouse", "w"),
            Map.entry("credential", "id:secret"),
            Map.entry("io-impl", "x.Y"));
  }

  @Test
  void config_printed_hidesEveryValueThatMayBeSecret() {
    // When
    String jdbc =
        LakeConfig.jdbc(POSTGRES)
            .warehouse("s3://bucket/lake")
            .credentials("writer", "pass-1")
            .property("s3.secret-access-key", "key-1")
            .property("made.up", "value-1")
            .build()
            .toString();
    String rest = LakeConfig.rest("https://c.example").token("token-1").build().toString();

    // Then
    assertThat(jdbc)
        .contains("JDBC 'lake'", POSTGRES, "s3://bucket/lake", "jdbc.password", "made.up")
        .doesNotContain("pass-1", "key-1", "value-1", "writer");
    assertThat(rest)
        .contains("REST 'lake'", "https://c.example", "token")
        .doesNotContain("token-1");
  }

  @Test
  void addresses_wrong_areRefusedAtOnce_withoutRepeatingSecrets() {
    for (String uri :
        List.of(
            "jdbc:postgresql://me:hush@db/lake",
            "jdbc:postgresql://db/lake?password=hush",
            "jdbc:postgresql://db/lake?a=b&sslPassword=hush",
            "jdbc:sqlserver://db;password=hush",
            "jdbc:x",
            "postgresql://db/lake",
            "")) {
      assertThatThrownBy(() -> LakeConfig.jdbc(uri))
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("Invalid address")
          .hasMessageNotContaining("hush");
    }
    for (String uri :
        List.of(
            "https://me:hush@c.example",
            "https://c.example?token=hush",
            "ftp://c.example",
            "c.example",
            "https://",
            "https://a b")) {
      assertThatThrownBy(() -> LakeConfig.rest(uri))
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("Invalid address")
          .hasMessageNotContaining("hush");
    }
    for (String warehouse :
        List.of("", "relative/path", "s3://me:hush@bucket/x", "/", "file:///", "s3://", "a\0b")) {
      assertThatThrownBy(() -> LakeConfig.jdbc(POSTGRES).warehouse(warehouse))
          .isInstanceOf(MeshException.class)
          .hasMessageContaining("Invalid warehouse")
          .hasMessageNotContaining("hush");
    }
  }

  @Test
  void options_wrong_areRefusedAtOnce() {
    refused(
        () -> LakeConfig.rest("https://c.example").named("a.b"),
        LakeError.INVALID_LAKE_OPTION,
        "'a.b'");
    refused(
        () -> LakeConfig.rest("https://c.example").token(" "),
        LakeError.INVALID_LAKE_OPTION,
        "Invalid token");
    refused(
        () -> LakeConfig.rest("https://c.example").fileIo("S3", "x.Y"),
        LakeError.INVALID_LAKE_OPTION,
        "'S3'");
    for (String key : List.of("uri", "warehouse", "io-impl", "catalog-impl", "type", "a b", "")) {
      refused(
          () -> LakeConfig.rest("https://c.example").property(key, "x"),
          LakeError.INVALID_LAKE_OPTION,
          "Invalid property");
    }
  }

  @Test
  void options_setTwice_areRefused_unlessTheyAgree() {
    refused(
        () -> LakeConfig.rest("https://c.example").token("a").token("b"),
        LakeError.INVALID_LAKE_OPTION,
        "Cannot set token");
    refused(
        () -> LakeConfig.rest("https://c.example").property("a", "1").property("a", "2"),
        LakeError.INVALID_LAKE_OPTION,
        "'a'");
    LakeConfig.rest("https://c.example").property("a", "1").properties(Map.of("a", "1")).build();
  }

  @Test
  void library_missing_isNamedBeforeAnythingIsContacted() {
    refused(
        () -> Lake.connect(LakeConfig.jdbc("jdbc:mysql://db/lake").warehouse("/tmp/x").build()),
        LakeError.LIBRARY_MISSING,
        "jdbc:mysql://db/lake");
    refused(
        () -> Lake.connect(LakeConfig.jdbc(POSTGRES).warehouse("s3://bucket/lake").build()),
        LakeError.LIBRARY_MISSING,
        "mesh-lake-s3");
    refused(
        () -> Lake.connect(LakeConfig.jdbc(POSTGRES).warehouse("ftp://bucket/lake").build()),
        LakeError.LIBRARY_MISSING,
        "'ftp:'");
    refused(
        () ->
            Lake.connect(
                LakeConfig.jdbc(POSTGRES).warehouse("/tmp/x").fileIo("no.such.Class").build()),
        LakeError.LIBRARY_MISSING,
        "no.such.Class");
  }

  @Test
  void server_absent_isUnreachable() {
    refused(
        () ->
            Lake.connect(
                LakeConfig.jdbc("jdbc:postgresql://127.0.0.1:1/x").warehouse("/tmp/x").build()),
        LakeError.CATALOG_UNREACHABLE,
        "127.0.0.1:1");
    refused(
        () -> Lake.connect(LakeConfig.rest("http://127.0.0.1:1").build()),
        LakeError.CATALOG_UNREACHABLE,
        "127.0.0.1:1");
  }

  @Test
  void catalog_inAnyDatabase_withAnyFileIo_works() {
    // Given
    LakeConfig config =
        LakeConfig.jdbc("jdbc:sqlite:" + temp.resolve("x.db"))
            .warehouse("mem://bucket/lake")
            .fileIo("mem", InMemoryFileIO.class.getName())
            .resources(Resources.defaults().scratch(temp.resolve("scratch")))
            .build();

    // When
    try (Lake lake = Lake.connect(config)) {
      LakeTable table = TableLifecycle.create(lake, "raw.orders");

      // Then
      assertThat(table.iceberg().location()).startsWith("mem://bucket/lake/raw/orders-");
      assertThat(lake.folder()).isEmpty();
      assertThat(lake.context().scratch()).hasParent(temp.resolve("scratch"));
      assertThat(lake.tables()).containsExactly(TableName.of("raw.orders"));
    }
  }
}
