// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep;

import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.internal.scan.TableScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

final class RecordRewriter implements GroupRewriter {
  @Override
  public List<DataFile> rewrite(Table table, FileGroup group, String order, long targetBytes) {
    boolean v3 = ((org.apache.iceberg.HasTableOperations) table).operations().current().formatVersion() >= 3;
    List<DataFile> files = new ArrayList<>();
    try (Session session = Keepers.ENGINE.session();
        TableScan scan =
            TableScan.of(
                table, group.snapshotId(), table.schema(), group.tasks(), Staging.localOnly())) {
      ScanColumns columns = ScanColumns.all();
      Schema schema = table.schema();
      if (v3) {
        columns =
            columns.with(
                ScanColumns.Extra.ROW_ID, ScanColumns.Extra.LAST_UPDATED_SEQUENCE_NUMBER);
        schema = MetadataColumns.schemaWithRowLineage(schema);
      }
      String sql = "SELECT * FROM (" + scan.sql(session, columns) + ")";
      Schema written = schema;
      DataWriter<Record> writer = writer(table, group, written);
      try (writer) {
        session.query(
            order.isEmpty() ? sql : sql + " ORDER BY " + order,
            rows -> {
              while (rows.next()) {
                GenericRecord row = GenericRecord.create(written);
                for (int i = 0; i < written.columns().size(); i++) {
                  row.set(i, rows.getObject(i + 1));
                }
                writer.write(row);
              }
              return null;
            });
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      files.add(writer.toDataFile());
    }
    return files;
  }

  private static DataWriter<Record> writer(Table table, FileGroup group, Schema written) {
    try {
      return Parquet.writeData(
              table
                  .io()
                  .newOutputFile(
                      table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet")))
          .schema(written)
          .createWriterFunc(GenericParquetWriter::create)
          .withSpec(table.spec())
          .withPartition(
              table.spec().isUnpartitioned() ? null : group.files().get(0).partition())
          .overwrite()
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
