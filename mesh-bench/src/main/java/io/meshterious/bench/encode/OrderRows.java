// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.encode;

import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.Dictionary;
import io.meshterious.lake.batch.DoubleColumn;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.batch.WideColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** The same order events as Iceberg's records and as our columns. */
final class OrderRows {
  private static final int BATCH_ROWS = 8192;
  private static final long SEED = 42;

  private OrderRows() {}

  /** As records. */
  static List<Record> records(int rows) {
    OrderEvent event = new OrderEvent(SEED);
    GenericRecord template = GenericRecord.create(OrderEvent.SCHEMA);
    List<Record> records = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      event.next();
      GenericRecord record = template.copy();
      record.set(0, new UUID(event.idHigh, event.idLow));
      record.set(1, time(event.eventMicros));
      record.set(2, OrderEvent.TYPES.get(event.type));
      record.set(3, event.orderId());
      record.set(4, event.productId());
      record.set(5, OrderEvent.WAREHOUSES.get(event.warehouse));
      record.set(6, time(event.orderMicros));
      record.set(7, event.qty);
      record.set(8, BigDecimal.valueOf(event.unitPriceCents, 2));
      record.set(9, event.customerId());
      record.set(10, OrderEvent.SEGMENTS.get(event.segment));
      record.set(11, event.lat);
      record.set(12, event.lon);
      record.set(13, LocalDate.ofEpochDay(event.eventDay));
      records.add(record);
    }
    return records;
  }

  /**
   * As batches of 8,192 rows.
   *
   * @param coded whether the columns of few values hold codes, as our decoders make them
   */
  static List<ColumnBatch> batches(int rows, boolean coded) {
    ColumnBatch template =
        ColumnBatch.of(
            OrderEvent.SCHEMA,
            coded
                ? Map.of(
                    "event_type", Dictionary.of(OrderEvent.TYPES),
                    "product_id", new Dictionary(),
                    "warehouse_id", Dictionary.of(OrderEvent.WAREHOUSES),
                    "customer_segment", Dictionary.of(OrderEvent.SEGMENTS))
                : Map.of());
    OrderEvent event = new OrderEvent(SEED);
    List<ColumnBatch> batches = new ArrayList<>();
    for (int from = 0; from < rows; from += BATCH_ROWS) {
      ColumnBatch batch = template.emptyCopy();
      for (int i = from; i < Math.min(rows, from + BATCH_ROWS); i++) {
        event.next();
        append(batch, event);
      }
      batches.add(batch);
    }
    return batches;
  }

  private static void append(ColumnBatch batch, OrderEvent event) {
    List<Column> columns = batch.columns();
    ((WideColumn) columns.get(0)).append(event.idHigh, event.idLow);
    ((LongColumn) columns.get(1)).append(event.eventMicros);
    append(columns.get(2), OrderEvent.TYPES.get(event.type));
    append(columns.get(3), event.orderId());
    append(columns.get(4), event.productId());
    append(columns.get(5), OrderEvent.WAREHOUSES.get(event.warehouse));
    ((LongColumn) columns.get(6)).append(event.orderMicros);
    ((IntColumn) columns.get(7)).append(event.qty);
    ((LongColumn) columns.get(8)).append(event.unitPriceCents);
    append(columns.get(9), event.customerId());
    append(columns.get(10), OrderEvent.SEGMENTS.get(event.segment));
    ((DoubleColumn) columns.get(11)).append(event.lat);
    ((DoubleColumn) columns.get(12)).append(event.lon);
    ((IntColumn) columns.get(13)).append(event.eventDay);
    batch.endRow();
  }

  private static void append(Column column, String text) {
    if (column instanceof CodeColumn coded) {
      coded.append(coded.dictionary().add(text));
    } else {
      ((BytesColumn) column).append(text);
    }
  }

  private static OffsetDateTime time(long micros) {
    return Instant.EPOCH
        .plusSeconds(Math.floorDiv(micros, 1_000_000L))
        .plusNanos(Math.floorMod(micros, 1_000_000L) * 1000)
        .atOffset(ZoneOffset.UTC);
  }
}
