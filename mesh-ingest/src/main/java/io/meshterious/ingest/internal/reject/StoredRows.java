// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.reject;

import io.meshterious.core.contract.Table;
import io.meshterious.ingest.internal.sql.SqlText;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeTable;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.file.TableWriter;
import io.meshterious.lake.file.WriterOptions;
import io.meshterious.lake.query.Chunks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;

/** Finds out which rows a table has already. Values are compared, not the bytes they came in. */
public final class StoredRows {
  private final Lake lake;
  private final LakeTable table;
  private final Optional<String> id;

  /** What a table has of a row. */
  public enum Found {
    /** Nothing: no row with its id; where rows have none, no row that says the same. */
    NOT_THERE,
    /** A row that says the same. */
    SAME,
    /** A row with its id that says something else. */
    OTHER
  }

  /** Of a table whose rows a contract describes. */
  public StoredRows(Lake lake, LakeTable table, Table events) {
    this.lake = lake;
    this.table = table;
    this.id = events.eventIdColumn();
  }

  /** What the table has of each row of a batch. */
  public Found[] find(ColumnBatch rows) {
    Found[] found = new Found[rows.rows()];
    Arrays.fill(found, Found.NOT_THERE);
    if (rows.rows() == 0 || table.iceberg().currentSnapshot() == null) {
      return found;
    }
    List<DataFile> written = List.of();
    try (TableWriter writer =
        table.writer(WriterOptions.USUAL.fileBytes(Long.MAX_VALUE / 4).unpartitioned())) {
      writer.append(rows);
      written = writer.finish();
      try (Chunks chunks = lake.beside("candidates", table, written).sql(sql(rows)).chunks()) {
        while (chunks.next()) {
          long[] places = chunks.longs(0);
          long[] same = chunks.longs(1);
          for (int i = 0; i < chunks.rows(); i++) {
            found[(int) places[i]] = same[i] == 1 ? Found.SAME : Found.OTHER;
          }
        }
      }
    } finally {
      for (DataFile file : written) {
        table.iceberg().io().deleteFile(file.location());
      }
    }
    return found;
  }

  private String sql(ColumnBatch rows) {
    String equal =
        rows.columns().stream()
            .map(Column::field)
            .map(it -> SqlText.name(it.name()))
            .map(it -> "s." + it + " is not distinct from k." + it)
            .collect(Collectors.joining(" and "));
    String belong =
        id.map(it -> "s." + SqlText.name(it) + " = k." + SqlText.name(it)).orElse(equal);
    return "select s._pos, max(case when "
        + equal
        + " then 1 else 0 end)::bigint from candidates s join "
        + SqlText.table(table.name())
        + " k on "
        + belong
        + " group by s._pos";
  }
}
