// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.plugin.Plugins;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DdlGoldenTest {
  private static final DataContract OLDER = DataContract.load(GoldenFiles.file("shop-1.odcs.yaml"));
  private static final DataContract NEWER = DataContract.load(GoldenFiles.file("shop-2.odcs.yaml"));

  private static String ddl(SqlDialect dialect, String drop) {
    ContractRenderer renderer =
        Plugins.load().named(ContractRenderer.class, "ddl:" + dialect.text());
    return renderer.render(RenderRequest.of(OLDER).with("drop", drop)).text();
  }

  @ParameterizedTest
  @EnumSource
  void render_shop_isAsExpected(SqlDialect dialect) throws IOException {
    GoldenFiles.compare(dialect.text() + "-create.sql", ddl(dialect, "false"));
  }

  @ParameterizedTest
  @EnumSource
  void migrate_shop_isAsExpected(SqlDialect dialect) throws IOException {
    Migration migration = Migration.between(OLDER, NEWER, dialect);
    assertThat(migration.destructive()).isTrue();
    GoldenFiles.compare(dialect.text() + "-migrate.sql", migration.script(true));
  }

  @ParameterizedTest
  @EnumSource(names = {"DUCKDB", "POSTGRES", "DATABRICKS", "SPARK"})
  void migrate_insideObjectsAndPartitions_isAsExpected(SqlDialect dialect) throws IOException {
    DataContract older = DataContract.load(GoldenFiles.file("nested-1.odcs.yaml"));
    DataContract newer = DataContract.load(GoldenFiles.file("nested-2.odcs.yaml"));
    GoldenFiles.compare(
        dialect.text() + "-migrate-nested.sql",
        Migration.between(older, newer, dialect).script(true));
  }

  @ParameterizedTest
  @EnumSource
  void render_dropOnly_dropsTablesThatReferToOthersFirst(SqlDialect dialect) {
    String drops = ddl(dialect, "only");
    assertThat(drops).contains("DROP TABLE IF EXISTS").doesNotContain("CREATE");
    if (dialect != SqlDialect.SPARK) {
      assertThat(drops.indexOf("orders")).isLessThan(drops.lastIndexOf("customers"));
    }
  }
}
