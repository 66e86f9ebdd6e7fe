// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.commit;

import io.meshterious.ingest.internal.batch.Part;
import io.meshterious.ingest.internal.dedupe.EventIds;
import io.meshterious.ingest.internal.sql.SqlText;
import io.meshterious.lake.Lake;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.file.TableWriter;
import io.meshterious.lake.file.WriterOptions;
import io.meshterious.lake.query.Chunks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.TimestampType;

/**
 * Finds out of rows whose ids are known whether they say the same as the rows that have those ids:
 * in the table, or in files on their way into it. The values are compared, not the bytes they came
 * in.
 */
final class Suspects {
  private final Lake lake;
  private final Ledger ledger;
  private final EventIds ids;
  private final Optional<String> time;

  /**
   * Of rows of a table.
   *
   * @param time the column that says when events happened: rows that say the same have the same
   */
  Suspects(Lake lake, Ledger ledger, EventIds ids, Optional<String> time) {
    this.lake = lake;
    this.ledger = ledger;
    this.ids = ids;
    this.time = time;
  }

  /**
   * Compares the suspects of a part.
   *
   * @param underWay files that are about to be committed
   * @return for each of them whether there is a row that says the same
   */
  boolean[] same(Part part, List<DataFile> underWay) {
    ColumnBatch rows = part.suspectRows();
    boolean[] same = new boolean[rows.rows()];
    List<DataFile> written = List.of();
    try (TableWriter writer =
        ledger.table().writer(WriterOptions.USUAL.fileBytes(Long.MAX_VALUE / 4).unpartitioned())) {
      writer.append(rows);
      written = writer.finish();
      String sql = sql(rows, !underWay.isEmpty());
      try (Chunks chunks =
          lake.beside(Map.of("suspects", written, "underway", underWay), ledger.table())
              .sql(sql)
              .chunks()) {
        while (chunks.next()) {
          long[] places = chunks.longs(0);
          for (int i = 0; i < chunks.rows(); i++) {
            same[(int) places[i]] = true;
          }
        }
      }
    } finally {
      for (DataFile file : written) {
        ledger.table().iceberg().io().deleteFile(file.location());
      }
    }
    return same;
  }

  private String sql(ColumnBatch rows, boolean underWay) {
    List<String> columns = new ArrayList<>();
    List<String> equal = new ArrayList<>();
    for (Column column : rows.columns()) {
      String name = SqlText.name(column.field().name());
      columns.add(name);
      equal.add("s." + name + " is not distinct from k." + name);
    }
    String id = SqlText.name(ids.column());
    String all = String.join(", ", columns);
    String known = "select " + all + " from " + SqlText.table(ledger.table().name()) + range(rows);
    if (underWay) {
      known += " union all select " + all + " from underway";
    }
    return "select distinct s._pos from suspects s join ("
        + known
        + ") k on s."
        + id
        + " = k."
        + id
        + " where "
        + String.join(" and ", equal);
  }

  /** The condition that lets files be left out whose events happened at other times. */
  private String range(ColumnBatch rows) {
    if (time.isEmpty()
        || !(rows.column(time.get()) instanceof LongColumn column)
        || column.nullCount() > 0
        || column.field().type().typeId() != Type.TypeID.TIMESTAMP) {
      return "";
    }
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < rows.rows(); i++) {
      least = Math.min(least, column.value(i));
      most = Math.max(most, column.value(i));
    }
    boolean zoned = ((TimestampType) column.field().type()).shouldAdjustToUTC();
    return " where "
        + SqlText.name(time.get())
        + " between "
        + SqlText.timestamp(least, zoned)
        + " and "
        + SqlText.timestamp(most, zoned);
  }
}
