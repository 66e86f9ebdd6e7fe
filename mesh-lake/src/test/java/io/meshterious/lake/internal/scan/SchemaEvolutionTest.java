// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import static org.apache.iceberg.types.Types.NestedField.optional;
import static org.apache.iceberg.types.Types.NestedField.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.query.QueryError;
import io.meshterious.testkit.SeededRandom;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaEvolutionTest {
  private ScanFixture fixture;

  @BeforeAll
  void open(@TempDir Path folder) {
    fixture = new ScanFixture(folder);
  }

  @AfterAll
  void close() {
    fixture.close();
  }

  private static Schema nested() {
    return new Schema(
        required(1, "id", Types.LongType.get()),
        optional(2, "name", Types.StringType.get()),
        optional(3, "n", Types.IntegerType.get()),
        optional(4, "m", Types.DecimalType.of(9, 2)),
        optional(5, "f", Types.FloatType.get()),
        optional(
            6,
            "place",
            Types.StructType.of(
                optional(7, "lat", Types.DoubleType.get()),
                optional(8, "lon", Types.DoubleType.get()))),
        optional(
            9,
            "items",
            Types.ListType.ofOptional(
                10,
                Types.StructType.of(
                    optional(11, "sku", Types.StringType.get()),
                    optional(12, "qty", Types.IntegerType.get())))),
        optional(
            13,
            "tags",
            Types.MapType.ofOptional(
                14,
                15,
                Types.StringType.get(),
                Types.StructType.of(optional(16, "w", Types.IntegerType.get())))));
  }

  @Test
  void sql_changedNamesTypesAndOrder_readsByFieldId() {
    // Given
    Table table = fixture.catalog.create("changed", nested());
    SeededRandom random = SeededRandom.of(1);
    Rows.append(table, rows(table, random, 5));
    table
        .updateSchema()
        .renameColumn("name", "customer")
        .updateColumn("n", Types.LongType.get())
        .updateColumn("m", Types.DecimalType.of(18, 2))
        .updateColumn("f", Types.DoubleType.get())
        .renameColumn("place.lat", "latitude")
        .addColumn("place", "alt", Types.DoubleType.get())
        .moveFirst("place.alt")
        .deleteColumn("place.lon")
        .renameColumn("items.element.qty", "quantity")
        .updateColumn("items.element.qty", Types.LongType.get())
        .addColumn("items", "note", Types.StringType.get())
        .renameColumn("tags.value.w", "weight")
        .moveFirst("m")
        .commit();
    Rows.append(table, rows(table, random, 5));
    table.updateSchema().deleteColumn("customer").commit();
    table.updateSchema().addColumn("customer", Types.IntegerType.get()).commit();
    table.updateSchema().addColumn("name", Types.DateType.get()).commit();
    Rows.append(table, rows(table, random, 5));
    // When
    List<String> rows = fixture.rows(table);
    // Then
    assertThat(rows).isEqualTo(Rows.byIceberg(table)).hasSize(15);
  }

  @Test
  void sql_randomChanges_readAsIcebergReads() {
    // Given
    SeededRandom random = SeededRandom.forTest("schema evolution");
    for (int i = 0; i < SeededRandom.rounds(4); i++) {
      Table table = fixture.catalog.create("random" + i, nested());
      List<String> changes = new ArrayList<>();
      for (int step = 0; step < 5; step++) {
        Rows.append(table, rows(table, random, 3));
        changes.add(change(table, random, step));
      }
      Rows.append(table, rows(table, random, 3));
      // When
      List<String> rows = fixture.rows(table);
      // Then
      assertThat(rows).as("%s", changes).isEqualTo(Rows.byIceberg(table));
    }
  }

  /** Makes one change to a schema and says which. */
  private static String change(Table table, SeededRandom random, int step) {
    List<NestedField> fields = new ArrayList<>();
    table.schema().columns().forEach(fields::add);
    table.schema().findType("place").asStructType().fields().forEach(fields::add);
    NestedField field = random.oneOf(fields);
    String name = table.schema().findColumnName(field.fieldId());
    UpdateSchema update = table.updateSchema();
    String change;
    if (random.oneIn(3)) {
      change = "add " + step;
      Type type =
          random.oneOf(Types.LongType.get(), Types.StringType.get(), Types.DecimalType.of(20, 3));
      if (random.oneIn(2)) {
        update.addColumn("place", "added" + step, type);
      } else {
        update.addColumn("added" + step, type);
      }
    } else if (random.oneIn(2)) {
      change = "rename " + name;
      boolean kept = name.equals("place") || name.equals("id");
      update.renameColumn(kept ? "id" : name, kept ? "id" + step : field.name() + step);
      if (kept) {
        update = table.updateSchema().addColumn("more" + step, Types.DateType.get());
      }
    } else if (field.type().typeId() == Type.TypeID.INTEGER) {
      change = "widen " + name;
      update.updateColumn(name, Types.LongType.get());
    } else if (field.isOptional() && !name.equals("place")) {
      change = "drop " + name;
      update.deleteColumn(name);
      if (random.oneIn(2) && !name.contains(".")) {
        update.addColumn(name, Types.TimestampType.withZone());
      }
    } else {
      change = "move " + name;
      update.moveFirst(name);
    }
    if (table.schema().findType("place").asStructType().fields().size() == 1
        && change.startsWith("drop place")) {
      return "nothing";
    }
    update.commit();
    return change;
  }

  @Test
  void sql_addedWithInitialDefaults_givesThemForOlderFiles() {
    // Given
    Table table =
        fixture.catalog.create("defaults", new Schema(required(1, "id", Types.LongType.get())));
    Rows.append(table, List.of(Rows.row(table, "id", 1L)));
    UpdateSchema update = table.updateSchema();
    update.addColumn("b", Types.BooleanType.get(), "", Expressions.lit(true));
    update.addColumn("i", Types.IntegerType.get(), "", Expressions.lit(-7));
    update.addColumn("d", Types.DoubleType.get(), "", Expressions.lit(1.5));
    update.addColumn("s", Types.StringType.get(), "", Expressions.lit("it's \"x\""));
    update.addColumn(
        "m", Types.DecimalType.of(9, 2), "", Expressions.lit(new BigDecimal("-12.50")));
    update.addColumn(
        "day", Types.DateType.get(), "", Expressions.lit("1969-12-31").to(Types.DateType.get()));
    update.addColumn(
        "t", Types.TimeType.get(), "", Expressions.lit("10:11:12.000001").to(Types.TimeType.get()));
    update.addColumn(
        "ts",
        Types.TimestampType.withoutZone(),
        "",
        Expressions.lit("1969-12-31T23:59:59.999999").to(Types.TimestampType.withoutZone()));
    update.addColumn(
        "tz",
        Types.TimestampType.withZone(),
        "",
        Expressions.lit("2026-01-01T00:00:00+02:00").to(Types.TimestampType.withZone()));
    update.addColumn("u", Types.UUIDType.get(), "", Expressions.lit(new UUID(1, 2)));
    update.addColumn(
        "bin",
        Types.BinaryType.get(),
        "",
        Expressions.lit(ByteBuffer.wrap(new byte[] {0, 39, -1})));
    update.commit();
    Rows.append(table, List.of(Rows.row(table, "id", 2L, "i", 5)));
    // When
    List<String> rows = fixture.rows(table);
    // Then
    assertThat(rows).isEqualTo(Rows.byIceberg(table)).hasSize(2);
    assertThat(rows.get(0)).contains("true, -7, 1.5, it's \"x\", -12.50, 1969-12-31");
  }

  @Test
  void sql_everyType_isReadAsIcebergReadsIt() {
    // Given
    Schema schema =
        new Schema(
            required(1, "id", Types.LongType.get()),
            optional(2, "b", Types.BooleanType.get()),
            optional(3, "d", Types.DateType.get()),
            optional(4, "t", Types.TimeType.get()),
            optional(5, "ts", Types.TimestampType.withoutZone()),
            optional(6, "tz", Types.TimestampType.withZone()),
            optional(7, "tn", Types.TimestampNanoType.withoutZone()),
            optional(9, "u", Types.UUIDType.get()),
            optional(10, "fx", Types.FixedType.ofLength(3)),
            optional(11, "bin", Types.BinaryType.get()),
            optional(12, "m38", Types.DecimalType.of(38, 5)),
            optional(13, "m9", Types.DecimalType.of(9, 0)),
            optional(14, "dbl", Types.DoubleType.get()),
            optional(15, "filename", Types.StringType.get()),
            optional(16, "file_row_number", Types.StringType.get()),
            optional(17, "weird \"name'; --", Types.StringType.get()));
    Table table = fixture.catalog.create("types", schema);
    Rows.append(
        table,
        List.of(
            Rows.row(table, "id", 1L),
            Rows.row(
                table,
                "id",
                2L,
                "b",
                true,
                "d",
                LocalDate.of(1, 1, 1),
                "t",
                LocalTime.of(23, 59, 59, 999_999_000),
                "ts",
                LocalDateTime.of(1969, 12, 31, 23, 59, 59, 1000),
                "tz",
                OffsetDateTime.parse("2026-03-29T01:30:00Z"),
                "tn",
                LocalDateTime.of(2026, 1, 1, 0, 0, 0, 123_456_789),
                "u",
                new UUID(-1, 2),
                "fx",
                new byte[] {1, 2, -3},
                "bin",
                ByteBuffer.wrap(new byte[] {0, 1}),
                "m38",
                new BigDecimal("-123456789012345678901234567890123.12345"),
                "m9",
                new BigDecimal("999999999"),
                "dbl",
                -0.0,
                "filename",
                "f",
                "file_row_number",
                "r",
                "weird \"name'; --",
                "w")));
    // When
    List<String> rows = fixture.rows(table);
    // Then
    assertThat(rows).isEqualTo(Rows.byIceberg(table)).hasSize(2);
  }

  @Test
  void sql_namesThatDifferInCaseOnly_isRefused() {
    // Given
    Table table =
        fixture.catalog.create(
            "cases",
            new Schema(
                required(1, "id", Types.LongType.get()), optional(2, "ID", Types.LongType.get())));
    // Then
    assertThatThrownBy(() -> fixture.rows(table))
        .isInstanceOfSatisfying(
            MeshException.class, e -> assertThat(e.code()).isEqualTo(QueryError.SCAN_UNSUPPORTED))
        .hasMessageContaining("Cannot read column 'ID'");
  }

  @Test
  void sql_identityPartitionsNotInTheFiles_comeFromMetadata() {
    // Given
    Schema schema =
        new Schema(
            required(1, "id", Types.LongType.get()), optional(2, "region", Types.StringType.get()));
    Table plain =
        fixture.catalog.create("without", new Schema(required(1, "id", Types.LongType.get())));
    Table table =
        fixture.catalog.create(
            "partitioned",
            schema,
            PartitionSpec.builderFor(schema).identity("region").build(),
            Map.of());
    for (String region : List.of("north", "it's", "a/b=c")) {
      var file = Rows.write(plain, List.of(Rows.row(plain, "id", (long) region.length())));
      var partition = org.apache.iceberg.data.GenericRecord.create(table.spec().partitionType());
      partition.set(0, region);
      table
          .newAppend()
          .appendFile(
              org.apache.iceberg.DataFiles.builder(table.spec())
                  .copy(file)
                  .withPartition(partition)
                  .build())
          .commit();
    }
    Rows.append(table, List.of(Rows.row(table, "id", 9L, "region", "south")));
    // When
    List<String> rows = fixture.rows(table);
    // Then
    assertThat(rows)
        .isEqualTo(Rows.byIceberg(table))
        .containsExactly("(4, it's)", "(5, a/b=c)", "(5, north)", "(9, south)");
  }

  private static List<Record> rows(Table table, SeededRandom random, int count) {
    List<Record> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add((Record) value(table.schema().asStruct(), random));
    }
    return rows;
  }

  /** Any value of a type, sometimes null where that is allowed. */
  private static Object value(Type type, SeededRandom random) {
    if (type.isStructType()) {
      List<Object> values = new ArrayList<>();
      for (NestedField field : type.asStructType().fields()) {
        values.add(field.name());
        boolean none = field.isOptional() && random.oneIn(4);
        values.add(none ? null : value(field.type(), random));
      }
      return Rows.record(type.asStructType(), values.toArray());
    } else if (type.isListType()) {
      List<Object> list = new ArrayList<>();
      for (int i = random.below(3); i > 0; i--) {
        list.add(random.oneIn(5) ? null : value(type.asListType().elementType(), random));
      }
      return list;
    } else if (type.isMapType()) {
      return Map.of("k" + random.below(9), value(type.asMapType().valueType(), random));
    }
    return switch (type.typeId()) {
      case LONG -> random.anyLong();
      case INTEGER -> random.below(1000) - 500;
      case DOUBLE -> random.fraction();
      case FLOAT -> (float) random.below(100) / 4;
      case STRING -> "s" + random.below(1000);
      case DATE -> LocalDate.ofEpochDay(random.below(40_000) - 20_000);
      case TIMESTAMP ->
          OffsetDateTime.parse("2026-01-01T00:00:00Z").plusSeconds(random.below(9999));
      case DECIMAL ->
          new BigDecimal(random.below(10_000) - 5000)
              .movePointLeft(2)
              .setScale(((Types.DecimalType) type).scale());
      default -> throw new IllegalArgumentException(type.toString());
    };
  }
}
