// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.TableBuilder;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.plugin.Plugins;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DdlRefusalsTest {
  private static DataContract contract(String table, Consumer<TableBuilder> definition) {
    return DataContract.builder()
        .id("c")
        .name("c")
        .version("1.0.0")
        .status("active")
        .table(table, definition)
        .build();
  }

  private static RenderRequest request(String table, Consumer<TableBuilder> definition) {
    return RenderRequest.of(contract(table, definition));
  }

  private static ContractRenderer renderer(String dialect) {
    return Plugins.load().named(ContractRenderer.class, "ddl:" + dialect);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgres | timestamp | timestamp(9) | | timestamp(9) with zone has more than 6 digits of a second; use a physicalType with at most 6, such as timestamp(6)",
        "bigquery | timestamp | timestamp(9) | | has more than 6 digits of a second",
        "databricks | timestamp | timestamp(9) | | has more than 6 digits of a second",
        "spark | timestamp | timestamp(9) | | has more than 6 digits of a second",
        "snowflake | integer | | u128 | has up to 39 digits and NUMBER holds 38; use format i64, or physicalType decimal(38,0)",
        "databricks | integer | | i128 | has up to 39 digits and DECIMAL holds 38",
        "spark | integer | | u128 | has up to 39 digits and DECIMAL holds 38",
        "snowflake | number | decimal(38,38) | | has more than 37 digits after the point",
      })
  void render_typeWithoutCounterpart_isRefusedWithAnAlternative(
      String dialect, String logical, String physical, String format, String message) {
    RenderRequest request =
        request(
            "t",
            table ->
                table.property(
                    "it",
                    LogicalType.of(logical).orElseThrow(),
                    property -> {
                      if (physical != null) {
                        property.physicalType(physical);
                      }
                      if (format != null) {
                        property.format(format);
                      }
                    }));
    assertThatThrownBy(() -> renderer(dialect).render(request))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.NOT_REPRESENTABLE))
        .hasMessageContaining("Cannot render 't.it' for ")
        .hasMessageContaining(message);
  }

  @Test
  void render_arrayOfArrays_isRefusedByBigQuery() {
    RenderRequest request =
        request(
            "t",
            table ->
                table.property(
                    "it",
                    LogicalType.ARRAY,
                    it ->
                        it.items(
                            LogicalType.ARRAY,
                            inner -> inner.items(LogicalType.STRING, text -> {}))));
    assertThatThrownBy(() -> renderer("bigquery").render(request))
        .hasMessageContaining("holds arrays of arrays; put the inner array into an object");
  }

  @Test
  void render_nameThatPostgresWouldCut_isRefused() {
    String name = "é".repeat(32);
    assertThatThrownBy(
            () ->
                renderer("postgres")
                    .render(request("t", table -> table.property(name, LogicalType.STRING))))
        .hasMessageContaining(
            "it has 64 bytes and PostgreSQL cuts names after 63; set another physicalName");
  }

  @Test
  void render_columnsThatDifferInCaseOnly_areRefused() {
    RenderRequest request =
        request(
            "t",
            table ->
                table
                    .property("a", LogicalType.STRING, a -> a.physicalName("x"))
                    .property("b", LogicalType.STRING, b -> b.physicalName("X")));
    assertThatThrownBy(() -> renderer("duckdb").render(request))
        .hasMessageContaining("columns 't.a' and 't.b' would both be named 'X'");
  }

  @ParameterizedTest
  @EnumSource
  void render_optionWithAnotherValue_isRefused_namingTheAllowedOnes(SqlDialect dialect) {
    RenderRequest request =
        request("t", table -> table.property("a", LogicalType.STRING)).with("drop", "maybe");
    assertThatThrownBy(() -> renderer(dialect.text()).render(request))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.OPTION_INVALID))
        .hasMessageContaining("'drop'")
        .hasMessageContaining("[false, true, only]");
  }

  @Test
  void render_longNames_giveConstraintNamesThatFitAndDiffer() {
    String table = "a_table_with_a_name_that_is_rather_long_for_a_table";
    String sql =
        renderer("postgres")
            .render(
                request(
                    table,
                    it ->
                        it.property(
                                "a_column_with_a_long_name_1",
                                LogicalType.INTEGER,
                                a -> a.unique().minimum(1).maximum(2))
                            .property(
                                "a_column_with_a_long_name_2",
                                LogicalType.INTEGER,
                                b -> b.unique().minimum(1).maximum(2))))
            .text();
    Matcher names = Pattern.compile("CONSTRAINT \"([^\"]+)\"").matcher(sql);
    List<String> found = names.results().map(it -> it.group(1)).toList();
    assertThat(found)
        .hasSize(6)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.getBytes(StandardCharsets.UTF_8).length <= 63);
  }

  @Test
  void render_names_areQuotedForEachDialect() {
    DataContract contract =
        contract("select", table -> table.property("Ord`er \"x\"", LogicalType.STRING));
    assertThat(renderer("duckdb").render(RenderRequest.of(contract)).text())
        .contains("CREATE TABLE \"select\" (\n  \"Ord`er \"\"x\"\"\" VARCHAR");
    assertThat(renderer("postgres").render(RenderRequest.of(contract)).text())
        .contains("\"Ord`er \"\"x\"\"\" TEXT");
    assertThat(renderer("snowflake").render(RenderRequest.of(contract)).text())
        .contains("\"Ord`er \"\"x\"\"\" VARCHAR");
    assertThat(renderer("spark").render(RenderRequest.of(contract)).text())
        .contains("CREATE TABLE `select` (\n  `Ord``er \"x\"` STRING");
    assertThat(renderer("databricks").render(RenderRequest.of(contract)).text())
        .contains("`Ord``er \"x\"` STRING");
    assertThatThrownBy(() -> renderer("bigquery").render(RenderRequest.of(contract)))
        .hasMessageContaining("BigQuery does not take '`' in it");
  }

  @ParameterizedTest
  @CsvSource({
    "duckdb, 'it''s a \\', ''",
    "bigquery, 'it\\''s a \\\\', ''",
    "snowflake, 'it\\''s a \\\\', ''",
    "spark, 'it\\''s a \\\\', ''"
  })
  void render_texts_areQuotedForEachDialect(String dialect, String start, String rest) {
    String expected = dialect.equals("duckdb") ? "'it''s a \\'" : "'it\\'s a \\\\'";
    RenderRequest request =
        request("t", table -> table.description("it's a \\").property("a", LogicalType.STRING));
    assertThat(renderer(dialect).render(request).text()).as(start + rest).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bigquery | made required | a column cannot become required",
        "spark | made required | a column cannot become required",
        "bigquery | retyped | cannot become",
        "snowflake | retyped | cannot become",
        "databricks | retyped | cannot become",
        "spark | retyped | cannot become",
      })
  void migrate_withoutStatement_isRefusedNamingTheColumn(
      String dialect, String change, String message) {
    DataContract older =
        contract(
            "t",
            table -> table.property("a", LogicalType.STRING).property("b", LogicalType.STRING));
    DataContract newer =
        contract(
            "t",
            table -> {
              if (change.equals("retyped")) {
                table.property("a", LogicalType.DATE).property("b", LogicalType.STRING);
              } else {
                table
                    .property("a", LogicalType.STRING, a -> a.required())
                    .property("b", LogicalType.STRING);
              }
            });
    assertThatThrownBy(() -> Migration.between(older, newer, SqlDialect.of(dialect).orElseThrow()))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.MIGRATION_IMPOSSIBLE))
        .hasMessageContaining("t.a")
        .hasMessageContaining(message);
  }
}
