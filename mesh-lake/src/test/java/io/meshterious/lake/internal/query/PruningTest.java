// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.internal.query.table.Pin;
import io.meshterious.lake.internal.scan.Rows;
import io.meshterious.lake.query.Query;
import io.meshterious.testkit.SeededRandom;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PruningTest {
  private static final OffsetDateTime START = OffsetDateTime.parse("2026-01-01T00:00:00Z");
  private static final int FILES = 12;
  private static final int ROWS = 6;

  private QueryFixture lake;

  @BeforeAll
  void open(@TempDir Path folder) {
    lake = new QueryFixture(folder);
    days();
    values();
  }

  /** A thousand files, one a day; only one of them exists. */
  private void days() {
    Schema schema =
        new Schema(
            required(1, "id", Types.LongType.get()),
            required(2, "event_time", Types.TimestampType.withZone()));
    Table table =
        lake.tables.create(
            "events", schema, PartitionSpec.builderFor(schema).day("event_time").build(), Map.of());
    AppendFiles append = table.newAppend();
    for (int day = 0; day < 1000; day++) {
      OffsetDateTime time = START.plusDays(day).plusHours(5);
      if (day == 500) {
        append.appendFile(
            Rows.write(table, List.of(Rows.row(table, "id", (long) day, "event_time", time))));
      } else {
        DataFile file =
            DataFiles.builder(table.spec())
                .withPath(table.location() + "/data/missing-" + day + ".parquet")
                .withPartitionPath("event_time_day=" + time.toLocalDate())
                .withFileSizeInBytes(1000)
                .withRecordCount(1)
                .build();
        append.appendFile(file);
      }
    }
    append.commit();
  }

  /** Files whose values are near each other, of all types that can be compared. */
  private void values() {
    Schema schema =
        new Schema(
            required(1, "id", Types.LongType.get()),
            optional(2, "n", Types.IntegerType.get()),
            optional(3, "d", Types.DoubleType.get()),
            optional(4, "f", Types.FloatType.get()),
            optional(5, "s", Types.StringType.get()),
            optional(6, "day", Types.DateType.get()),
            optional(7, "ts", Types.TimestampType.withoutZone()),
            optional(8, "tz", Types.TimestampType.withZone()),
            optional(9, "m", Types.DecimalType.of(9, 2)),
            optional(10, "big", Types.DecimalType.of(30, 4)),
            optional(11, "b", Types.BooleanType.get()),
            optional(12, "u", Types.UUIDType.get()),
            optional(
                13,
                "st",
                Types.StructType.of(
                    optional(14, "x", Types.IntegerType.get()),
                    optional(15, "y", Types.StringType.get()))));
    for (String name : List.of("v", "w")) {
      Table table = lake.tables.create(name, schema);
      SeededRandom random = SeededRandom.of(name.hashCode());
      for (int file = 0; file < FILES; file++) {
        List<Record> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
          rows.add(row(table, random, file, i));
        }
        Rows.append(table, rows);
      }
    }
  }

  private static Record row(Table table, SeededRandom random, int file, int i) {
    int k = file * 10 + random.below(12);
    Record st =
        random.oneIn(4)
            ? null
            : Rows.record(
                table.schema().findType("st").asStructType(),
                "x",
                random.oneIn(4) ? null : k,
                "y",
                random.oneIn(3) ? null : "y" + k);
    Record row =
        Rows.row(
            table,
            "id",
            (long) file * ROWS + i,
            "n",
            k - 40,
            "d",
            random.oneOf(
                k - 40.0,
                (k - 40) / 4.0,
                Double.NaN,
                -0.0,
                0.0,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY),
            "f",
            random.oneOf(k - 40f, Float.NaN, -0f, 0f),
            "s",
            random.oneOf("s" + k, "", "\uFFFD" + k, "\uD83D\uDE00" + k, "é"),
            "day",
            LocalDate.of(2026, 1, 1).plusDays(k),
            "ts",
            LocalDateTime.of(2026, 1, 1, 0, 0).plusHours(k),
            "tz",
            START.plusHours(k),
            "m",
            new BigDecimal(k - 40).movePointLeft(1).setScale(2),
            "big",
            new BigDecimal(k - 40).multiply(BigDecimal.TEN.pow(15)).setScale(4),
            "b",
            file % 2 == 0,
            "u",
            new UUID(random.anyLong(), random.anyLong()),
            "st",
            st);
    for (String column : List.of("n", "d", "f", "s", "day", "ts", "tz", "m", "big", "b", "u")) {
      if (file % 5 == 4 || random.oneIn(6)) {
        row.setField(column, null);
      }
    }
    return row;
  }

  @AfterAll
  void close() {
    lake.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "select id from events where event_time >= '2027-05-16' and event_time < '2027-05-17'",
        "select id from events where event_time::date = '2027-05-16'",
        "select id from events where date_trunc('day', event_time) = '2027-05-16'",
        "select id from events where event_time between '2027-05-16' and '2027-05-16 23:59:59+00'",
        "with e as (from events) select id from e where event_time = '2027-05-16 05:00:00+00'",
        "select id from (select * from events) e where event_time = '2027-05-16 07:00:00+02'",
        "select e.id from events e join (values (500)) v(id) on e.id = v.id "
            + "where event_time in ('2027-05-16 05:00:00+00', '2027-05-16 06:00:00+00')",
      })
  void files_oneDayOfAThousand_opensOneFile(String sql) {
    // When
    int files = lake.files(lake.sql(sql));
    // Then
    assertThat(files).isEqualTo(1);
    assertThat(lake.rows(sql)).containsExactly("[500]");
  }

  @Test
  void files_boundDay_opensOneFile() {
    // Given
    var query =
        lake.sql("select id from events where event_time >= ? and event_time < ?")
            .bind(START.plusDays(500), START.plusDays(501));
    // Then
    assertThat(lake.files(query)).isEqualTo(1);
    assertThat(lake.rows(query)).containsExactly("[500]");
  }

  @Test
  void files_timeRelativeToNow_isPrunedWithinADay() {
    // When
    int files =
        lake.files(lake.sql("select id from events where event_time < now() - interval 9999 days"));
    // Then
    assertThat(files).isZero();
  }

  @Test
  void rows_randomPredicates_areTheSameWithoutPruning() {
    // Given
    SeededRandom random = SeededRandom.forTest("pruning");
    for (int i = 0; i < SeededRandom.rounds(20); i++) {
      String sql = statement(random);
      // When
      List<String> all = lake.rows(lake.queries.unpruned(new Pin.Current(), sql));
      List<String> some = lake.rows(lake.sql(sql));
      // Then
      assertThat(some).as(sql).isEqualTo(all);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "n < -30",
        "s between 's1' and 's4'",
        "day < '2026-01-05'",
        "m <= -3.10",
        "big < -30000000000000000",
        "not (ts > '2026-01-01 04:00:00')",
        "st.x <= 3",
      })
  void files_valuesNearEachOther_opensSomeOfThem(String where) {
    // When
    Query query = lake.sql("select id from v where " + where);
    // Then
    assertThat(lake.rows(query)).isNotEmpty();
    assertThat(((LakeQuery) query).lastFiles()).isLessThan(FILES);
  }

  private static String statement(SeededRandom random) {
    String where = predicate(random, "v.", 3);
    return switch (random.below(7)) {
      case 0 ->
          "select v.id, w.id from v left join w on v.id = w.id where "
              + where
              + " and ("
              + predicate(random, "w.", 2)
              + ") order by all";
      case 1 ->
          "select v.id from v anti join w on v.id = w.id and "
              + predicate(random, "w.", 1)
              + " where "
              + where
              + " order by all";
      case 2 ->
          "select v.id, (select count(*) from w where w.id < v.id and "
              + predicate(random, "w.", 1)
              + ") from v where "
              + where
              + " order by all";
      case 3 ->
          "with c as (select *, id as k from v) select k from c v where "
              + where
              + " union all select id from w v where "
              + predicate(random, "v.", 2)
              + " order by all";
      case 4 ->
          "select n, count(*), max(tz) from v where "
              + where
              + " group by n having count(*) > 0 order by all";
      default -> "select id from v where " + where + " order by all";
    };
  }

  private static String predicate(SeededRandom random, String table, int depth) {
    if (depth > 0 && random.below(3) > 0) {
      String left = predicate(random, table, depth - 1);
      String right = predicate(random, table, depth - 1);
      return switch (random.below(5)) {
        case 0, 1 -> "(" + left + " and " + right + ")";
        case 2, 3 -> "(" + left + " or " + right + ")";
        default -> "not (" + left + ")";
      };
    }
    String column =
        random.oneOf("n", "d", "f", "s", "day", "ts", "tz", "m", "big", "b", "u", "st.x", "st.y");
    String name = table + column;
    if ((column.equals("ts") || column.equals("tz")) && random.oneIn(3)) {
      name = random.oneOf(name + "::date", "date_trunc('day', " + name + ")");
    }
    return switch (random.below(6)) {
      case 0 -> name + (random.oneIn(2) ? " is null" : " is not null");
      case 1 -> name + " in (" + constant(random, column) + ", " + constant(random, column) + ")";
      case 2 -> name + " between " + constant(random, column) + " and " + constant(random, column);
      case 3 -> constant(random, column) + operator(random) + name;
      default -> name + operator(random) + constant(random, column);
    };
  }

  private static String operator(SeededRandom random) {
    return random.oneOf(" = ", " <> ", " < ", " <= ", " > ", " >= ", " is distinct from ");
  }

  private static String constant(SeededRandom random, String column) {
    int k = random.below(FILES * 10 + 2);
    return switch (column) {
      case "n", "st.x" -> random.oneOf("" + (k - 40), (k - 40) + ".5", (k - 40) + "::bigint");
      case "d", "f" ->
          random.oneOf(
              "" + (k - 40),
              (k - 40) / 4.0 + "",
              "'nan'",
              "0.0::double",
              "'-0.0'::double",
              "'inf'",
              "'-inf'",
              "0::float");
      case "s", "st.y" ->
          random.oneOf(
              "'s" + k + "'",
              "'y" + k + "'",
              "''",
              "'\uFFFD" + k + "'",
              "'\uD83D\uDE00" + k + "'",
              "'é'");
      case "day" ->
          random.oneOf(
              "date '" + LocalDate.of(2026, 1, 1).plusDays(k) + "'",
              "timestamp '2026-02-01 12:00:00'",
              "'infinity'::date");
      case "ts" ->
          random.oneOf(
              "timestamp '" + LocalDateTime.of(2026, 1, 1, 0, 0).plusHours(k) + "'",
              "date '2026-01-03'");
      case "tz" ->
          random.oneOf(
              "timestamptz '" + START.plusHours(k) + "'",
              "date '2026-01-03'",
              "timestamptz '"
                  + START.plusHours(k).withOffsetSameInstant(ZoneOffset.ofHours(7))
                  + "'");
      case "m", "big" -> random.oneOf((k - 40) / 10.0 + "", "" + (k - 40), "1.005");
      case "b" -> random.oneOf("true", "false");
      default -> "'" + new UUID(random.anyLong(), random.anyLong()) + "'::uuid";
    };
  }
}
