// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.query.table.Pin;
import io.meshterious.lake.internal.scan.Rows;
import io.meshterious.lake.query.QueryError;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryTest {
  private static final Schema SCHEMA =
      new Schema(
          required(1, "id", Types.LongType.get()), optional(2, "name", Types.StringType.get()));

  private QueryFixture lake;
  private Table orders;
  private long firstSnapshot;
  private Instant afterFirst;

  @BeforeAll
  void open(@TempDir Path folder) throws InterruptedException {
    lake = new QueryFixture(folder);
    ((SupportsNamespaces) lake.tables.catalog()).createNamespace(Namespace.of("raw"));
    orders = lake.tables.create("orders", SCHEMA);
    Rows.append(orders, rows(orders, 0, 3));
    firstSnapshot = orders.currentSnapshot().snapshotId();
    orders.manageSnapshots().createTag("first", firstSnapshot).commit();
    Thread.sleep(5);
    afterFirst = Instant.ofEpochMilli(System.currentTimeMillis());
    Thread.sleep(5);
    Rows.append(orders, rows(orders, 3, 5));
    Table raw =
        lake.tables
            .catalog()
            .createTable(
                TableIdentifier.of("raw", "orders"), SCHEMA, PartitionSpec.unpartitioned());
    Rows.append(raw, rows(raw, 100, 102));
  }

  @AfterAll
  void close() {
    lake.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "select count(*) from orders; [5]",
        "select count(*) from main.orders; [5]",
        "select count(*) from ORDERS; [5]",
        "select sum(id) from raw.orders; [201]",
        "select sum(id) from \"raw\".\"orders\"; [201]",
        "from raw.orders select max(id); [101]",
        "with orders as (select 7 as id) select id from orders; [7]",
        "with orders as (select * from orders where id > 2) select count(*) from orders; [2]",
        "with recursive r as (select 1 as i union all select i + 1 from r where i < 4) "
            + "select sum(i) from r; [10]",
        "select (select count(*) from raw.orders) + count(*) from orders; [7]",
        "select count(*) from orders where id in (select id - 100 from raw.orders); [2]",
        "select count(*) from orders a join raw.orders b on a.id = b.id - 100; [2]",
        "values (42); [42]",
        "select count(*) from \"orders$snapshots\"; [2]",
        "select count(*) from raw.\"orders$files\"; [1]",
        "select sum(record_count) from \"orders$files\"; [5]",
        "select record_count from \"orders$partitions\"; [5]",
        "select count(*) from \"orders$history\" where is_current_ancestor; [2]",
        "select name from \"orders$refs\" order by all desc limit 1; [main]",
        "select count(*) from \"orders$manifests\"; [2]",
        "select count(*) from orders o, range(3) r; [15]",
        "select count(*) from (summarize orders); [2]",
      })
  void rows_statement_seesTheTablesItNames(String sql, String expected) {
    // When
    List<String> rows = lake.rows(sql);
    // Then
    assertThat(rows).containsExactly(expected);
  }

  @Test
  void rows_metadataColumns_areThereWhenNamed() {
    // When
    List<String> rows = lake.rows("select id, _row_id, _pos from orders order by id");
    // Then
    assertThat(rows)
        .containsExactly("[0, 0, 0]", "[1, 1, 1]", "[2, 2, 2]", "[3, 3, 0]", "[4, 4, 1]");
  }

  @Test
  void rows_describeAndExplain_areAllowed() {
    // When
    List<String> described = lake.rows("describe orders");
    List<String> explained = lake.rows("explain select * from orders where id = 3");
    // Then
    assertThat(described).hasSize(2).first().asString().startsWith("[id, BIGINT");
    assertThat(explained).hasSize(1);
  }

  @Test
  void rows_asOf_readsTheStateOfThen() {
    // Given
    String sql = "select count(*) from orders";
    // When
    List<List<String>> counts =
        List.of(
            lake.rows(lake.sql(new Pin.AtSnapshot(firstSnapshot), sql)),
            lake.rows(lake.sql(new Pin.AtTime(afterFirst), sql)),
            lake.rows(lake.sql(new Pin.AtRef("first"), sql)),
            lake.rows(lake.sql(new Pin.AtRef("main"), sql)));
    // Then
    assertThat(counts)
        .containsExactly(List.of("[3]"), List.of("[3]"), List.of("[3]"), List.of("[5]"));
  }

  @Test
  void rows_asOfWhatATableDoesNotHave_isRefused() {
    // Given
    String sql = "select * from orders, raw.orders r";
    // Then
    assertFails(
        () -> lake.rows(lake.sql(new Pin.AtSnapshot(firstSnapshot), sql)),
        QueryError.SNAPSHOT_UNKNOWN,
        "Cannot read 'raw.orders' as of snapshot " + firstSnapshot);
    assertFails(
        () -> lake.rows(lake.sql(new Pin.AtRef("second"), "from orders")),
        QueryError.SNAPSHOT_UNKNOWN,
        "known are [first, main]");
    assertFails(
        () -> lake.rows(lake.sql(new Pin.AtTime(Instant.EPOCH), "from orders")),
        QueryError.SNAPSHOT_UNKNOWN,
        "the table had no snapshot then");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "select * from ordes; did you mean 'main.orders'?",
        "select * from rwa.orders; did you mean 'raw.orders'?",
        "select * from \"orders$snapshot\"; did you mean 'snapshots'?",
        "select * from 'orders.parquet'; Cannot find table",
        "select * from 'https://example.org/x.csv'; Cannot find table",
        "select * from '/etc/passwd'; Cannot find table",
      })
  void rows_unknownTable_isRefusedWithWhatIsNear(String sql, String message) {
    assertFails(() -> lake.rows(sql), QueryError.TABLE_UNKNOWN, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into orders values (1, 'x')",
        "delete from orders",
        "update orders set id = 1",
        "create table t as select 1",
        "drop table orders",
        "attach '/tmp/x.db' as x",
        "detach memory",
        "copy orders to '/tmp/x.csv'",
        "copy (select 1) to '/tmp/x.csv'",
        "export database '/tmp/x'",
        "install httpfs",
        "load httpfs",
        "set memory_limit = '1GB'",
        "pragma version",
        "call pragma_version()",
        "use memory",
        "begin",
        "checkpoint",
        "select 1; drop table orders",
        "select 1; select 2",
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from glob('/etc/*')",
        "select * from parquet_metadata('x')",
        "select * from query('select 1')",
        "select * from query_table('orders')",
        "select * from duckdb_settings()",
        "select * from system.main.read_csv('/etc/passwd')",
        "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
        "select json_serialize_plan('select * from read_text(''/etc/passwd'')')",
        "select (select content from read_text('/etc/passwd'))",
        "with x as (select * from read_text('/etc/passwd')) select * from x",
        "with \"/etc/passwd\" as (select 1) select * from \"/etc/passwd\"",
        "select * from orders where name = (select content from read_text('/etc/passwd'))",
        "from orders order by (select count(*) from glob('*'))",
        "select * from memory.main.orders",
        "show tables",
        "explain insert into orders values (1, 'x')",
        "explain analyze copy orders to '/tmp/x.csv'",
        "prepare x as select 1",
        "select * from orders at (version => 1)",
      })
  void rows_moreThanReadingTables_isRefused(String sql) {
    assertFails(() -> lake.rows(sql), QueryError.STATEMENT_NOT_ALLOWED, "Cannot run the statement");
  }

  @Test
  void rows_sqlThatIsWrong_saysWhereWithoutWhatWasGenerated() {
    assertFails(() -> lake.rows("selec 1"), QueryError.SQL_INVALID, "at or near \"selec\"");
    assertThatThrownBy(() -> lake.rows("select nme from orders"))
        .isInstanceOfSatisfying(
            MeshException.class,
            e -> {
              assertThat(e.code()).isEqualTo(QueryError.SQL_INVALID);
              assertThat(e.getMessage())
                  .contains("nme")
                  .doesNotContain("mesh_q", "read_parquet", "\n");
            });
  }

  @Test
  void rows_valueThatCannotBeComputed_isADataError() {
    assertFails(
        () -> lake.rows("select name::int from orders"),
        QueryError.QUERY_DATA,
        "Could not convert");
  }

  @Test
  void rows_parametersByPositionAndName_areBound() {
    // When
    List<String> byPosition =
        lake.rows(lake.sql("select id from orders where id > ? and name = ?").bind(1, "n4"));
    List<String> byName =
        lake.rows(
            lake.sql("select $a::int - $b::int, count(*) from orders where id < $b")
                .param("b", 2)
                .param("a", 9));
    // Then
    assertThat(byPosition).containsExactly("[4]");
    assertThat(byName).containsExactly("[7, 2]");
  }

  @Test
  void rows_textThatLooksLikeSql_staysAValue() {
    // Given
    String text = "x'; drop table orders; --";
    // When
    List<String> rows = lake.rows(lake.sql("select ? as v, $2 as w").bind(text, "\"'"));
    // Then
    assertThat(rows).containsExactly("[" + text + ", \"']");
  }

  @Test
  void rows_parametersMissingOrLeftOver_areRefused() {
    assertFails(
        () -> lake.rows(lake.sql("select ?, ?").bind(1)),
        QueryError.PARAMETER_INVALID,
        "no value for [?2]");
    assertFails(
        () -> lake.rows(lake.sql("select $a").param("b", 1)),
        QueryError.PARAMETER_INVALID,
        "no value for [$a]");
    assertFails(
        () -> lake.rows(lake.sql("select 1").bind(1)),
        QueryError.PARAMETER_INVALID,
        "it has no parameters");
    assertFails(
        () -> lake.sql("select ?").bind(new Object()),
        QueryError.PARAMETER_INVALID,
        "Cannot bind java.lang.Object to parameter ?1");
  }

  private static void assertFails(ThrowingCallable call, QueryError code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            MeshException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private static List<Record> rows(Table table, int from, int to) {
    List<Record> rows = new ArrayList<>();
    for (int i = from; i < to; i++) {
      rows.add(Rows.row(table, "id", (long) i, "name", "n" + i));
    }
    return rows;
  }
}
