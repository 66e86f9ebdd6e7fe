// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.query.Chunks;
import io.meshterious.lake.query.Query;
import io.meshterious.lake.query.QueryError;
import io.meshterious.lake.query.ResultColumn;
import io.meshterious.lake.query.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultsTest {
  private static final String ALL_TYPES =
      "select 1::tinyint a, 2::bigint b, 1.50::decimal(10,2) c, 'x' d, date '2026-01-02' e, "
          + "timestamp '2026-03-29 02:30:00.000001' f, timestamptz '2026-01-01 00:00:00+02' g, "
          + "'550e8400-e29b-41d4-a716-446655440000'::uuid h, 'ab'::blob i, [1, null] j, "
          + "{'k': 1, 'l': {'m': date '2026-01-02'}} k, map{'n': [timestamp '2026-01-01']} l, "
          + "null::int m, true n, 2.5::double o";

  private QueryFixture lake;
  private Path folder;

  enum Status {
    NEW,
    PAID
  }

  record Place(double lat, Optional<Double> lon) {}

  record Order(
      long orderId,
      Status status,
      BigDecimal price,
      Instant at,
      Optional<String> note,
      Integer count,
      Place place,
      List<Integer> numbers,
      Map<String, Long> counts) {}

  record Small(int n) {}

  @BeforeAll
  void open(@TempDir Path temp) {
    folder = temp;
    lake = new QueryFixture(temp);
  }

  @AfterAll
  void close() {
    lake.close();
  }

  @Test
  void rows_everyType_isAPlainValue() {
    // When
    Map<String, Object> row;
    try (Stream<Map<String, Object>> rows = lake.sql(ALL_TYPES).maps()) {
      row = rows.findFirst().orElseThrow();
    }
    // Then
    assertThat(row.get("i")).isEqualTo("ab".getBytes(StandardCharsets.UTF_8));
    row.remove("i");
    assertThat(row)
        .containsEntry("a", (byte) 1)
        .containsEntry("b", 2L)
        .containsEntry("c", new BigDecimal("1.50"))
        .containsEntry("e", LocalDate.of(2026, 1, 2))
        .containsEntry("f", LocalDateTime.of(2026, 3, 29, 2, 30, 0, 1000))
        .containsEntry("g", OffsetDateTime.parse("2025-12-31T22:00:00Z"))
        .containsEntry("h", UUID.fromString("550e8400-e29b-41d4-a716-446655440000"))
        .containsEntry("j", java.util.Arrays.asList(1, null))
        .containsEntry("k", Map.of("k", 1, "l", Map.of("m", LocalDate.of(2026, 1, 2))))
        .containsEntry("l", Map.of("n", List.of(LocalDateTime.of(2026, 1, 1, 0, 0))))
        .containsEntry("m", null)
        .containsEntry("n", true);
  }

  @Test
  void records_namesAndTypes_areMatchedAndConverted() {
    // Given
    Query query =
        lake.sql(
            "select 7::int order_id, 'paid' status, 12::int price, "
                + "timestamptz '2026-01-01 00:00:00+00' as at, null note, 3::bigint count, "
                + "{'lat': 1.5::float, 'lon': null} place, [1::bigint, 2] numbers, "
                + "map{'a': 5::int} counts, 'ignored' other");
    // When
    List<Order> orders;
    try (Stream<Order> rows = query.records(Order.class)) {
      orders = rows.toList();
    }
    // Then
    assertThat(orders)
        .containsExactly(
            new Order(
                7,
                Status.PAID,
                new BigDecimal(12),
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                3,
                new Place(1.5, Optional.empty()),
                List.of(1, 2),
                Map.of("a", 5L)));
  }

  @Test
  void records_whatDoesNotFit_isRefused() {
    assertMismatch("select 1 as m", "the result has no 'n'; it has [m]");
    assertMismatch("select null::int as n", "Cannot take 'n' of Small as int: it is null");
    assertMismatch("select 5000000000 as n", "it is Long, and the value does not fit");
    assertMismatch("select 1.5 as n", "it is BigDecimal, and the value does not fit");
    assertMismatch("select 'x' as n", "Cannot take 'n' of Small as Integer: it is String");
  }

  private void assertMismatch(String sql, String message) {
    assertThatThrownBy(
            () -> {
              try (Stream<Small> rows = lake.sql(sql).records(Small.class)) {
                rows.toList();
              }
            })
        .isInstanceOfSatisfying(
            MeshException.class, e -> assertThat(e.code()).isEqualTo(QueryError.RESULT_MISMATCH))
        .hasMessageContaining(message);
  }

  @Test
  void value_oneCell_isConverted() {
    assertThat(lake.sql("select 5").value(Long.class)).contains(5L);
    assertThat(lake.sql("select 5").value(long.class)).contains(5L);
    assertThat(lake.sql("select null").value(String.class)).isEmpty();
    assertThat(lake.sql("select 1 where false").value(String.class)).isEmpty();
    assertThatThrownBy(() -> lake.sql("select 1, 2").value(Long.class))
        .hasMessageContaining("it has 2 columns");
    assertThatThrownBy(() -> lake.sql("from range(2)").value(Long.class))
        .hasMessageContaining("more than one row");
  }

  @Test
  void columns_withParameters_haveTheirTypes() {
    // When
    List<ResultColumn> columns = lake.sql("select ? as a, 'x' as b").bind(5L).columns();
    // Then
    assertThat(columns)
        .containsExactly(new ResultColumn("a", "BIGINT"), new ResultColumn("b", "VARCHAR"));
  }

  @Test
  void chunks_manyRows_comeInArrays() {
    // Given
    String sql =
        "select i, case when i % 7 = 0 then null else i / 2 end d, (i / 100)::decimal(9,2) m, "
            + "timestamptz '1969-12-31 23:59:59.5+00' t, 's' || i s from range(5000) r(i)";
    long sum = 0;
    int rows = 0;
    // When
    try (Chunks chunks = lake.sql(sql).chunks()) {
      while (chunks.next()) {
        for (int i = 0; i < chunks.rows(); i++) {
          sum += chunks.longs(0)[i];
          assertThat(chunks.nulls(1)[i]).isEqualTo(chunks.longs(0)[i] % 7 == 0);
          assertThat(chunks.longs(2)[i]).isEqualTo(chunks.longs(0)[i]);
          assertThat(chunks.longs(3)[i]).isEqualTo(-500_000);
          assertThat(chunks.objects(4)[i]).isEqualTo("s" + chunks.longs(0)[i]);
        }
        rows += chunks.rows();
      }
      assertThatThrownBy(() -> chunks.longs(1)).hasMessageContaining("use doubles");
    }
    // Then
    assertThat(rows).isEqualTo(5000);
    assertThat(sum).isEqualTo(4999L * 5000 / 2);
  }

  @Test
  void table_rows_areAlignedAndCut() {
    // Given
    Query query =
        lake.sql(
            "select i as id, case i when 1 then null when 2 then 'line\nbreak' else 'a long text' "
                + "end as name from range(5) r(i)");
    // When
    String table = query.table(3, 14);
    // Then
    assertThat(table)
        .isEqualTo(
            String.join(
                System.lineSeparator(),
                "id | name",
                "---+----------",
                " 0 | a long t…",
                " 1 | null",
                " 2 | line\\nbr…",
                "5 rows, the first 3 shown",
                ""));
  }

  @Test
  void writeCsv_awkwardValues_areQuoted() {
    // Given
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // When
    long rows =
        lake.sql("select 'a,\"b\"' as \"x,y\", null as n, '' as e, 1.50 as d").writeCsv(out);
    // Then
    assertThat(rows).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo("\"x,y\",n,e,d\r\n\"a,\"\"b\"\"\",,\"\",1.50\r\n");
  }

  @Test
  void writeJson_values_keepTheirKinds() throws IOException {
    // Given
    Path file = folder.resolve("out.json");
    // When
    long rows =
        lake.sql(
                "select 1 as a, [1.5, null] as b, {'c': 'x\"'} as s, 'nan'::double as d"
                    + " union all select 2, null, null, 1")
            .writeJson(file);
    // Then
    assertThat(rows).isEqualTo(2);
    assertThat(Files.readString(file))
        .isEqualTo(
            "{\"a\":1,\"b\":[1.5,null],\"s\":{\"c\":\"x\\\"\"},\"d\":\"NaN\"}\n"
                + "{\"a\":2,\"b\":null,\"s\":null,\"d\":1.0}\n");
  }

  @Test
  void writeParquet_statementWithParameters_isReadBack() {
    // Given
    Path file = folder.resolve("it's.parquet");
    // When
    long rows = lake.sql("select i, ? as t from range(10) r(i)").bind("x").writeParquet(file);
    // Then
    assertThat(rows).isEqualTo(10);
    try (var session = lake.engine.session()) {
      String read =
          "select count(*) from read_parquet('" + folder + "/it''s.parquet') where t = 'x'";
      assertThat(session.number(read)).isEqualTo(10);
    }
  }

  @Test
  void writeCsv_failingQuery_leavesNoFile() {
    // Given
    Path file = folder.resolve("failing.csv");
    String sql =
        "select case when i < 200000 then 1 else ('x' || i)::int end from range(300000) r(i)";
    // Then
    assertThatThrownBy(() -> lake.sql(sql).writeCsv(file))
        .isInstanceOfSatisfying(
            MeshException.class, e -> assertThat(e.code()).isEqualTo(QueryError.QUERY_DATA));
    assertThat(file).doesNotExist();
  }

  @Test
  void row_columnThatIsNotThere_isRefused() {
    try (Stream<Row> rows = lake.sql("select 1 as a").rows()) {
      Row row = rows.findFirst().orElseThrow();
      assertThat(row.number("A")).isEqualTo(1);
      assertThat(row.value(0)).contains(1);
      assertThatThrownBy(() -> row.text("b")).hasMessageContaining("it has [a]");
      assertThatThrownBy(() -> row.text("a")).hasMessageContaining("it is Integer");
    }
  }
}
