// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.encode;

import java.io.IOException;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;

/** Iceberg's generic Parquet writer, as its documentation shows it; the records are there. */
final class IcebergWriting implements FileWriting {
  private final Table table;
  private final List<Record> records;
  private final GenericFileWriterFactory writers;
  private final OutputFileFactory files;

  IcebergWriting(Table table, int rows) {
    this.table = table;
    this.records = OrderRows.records(rows);
    this.writers =
        new GenericFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.PARQUET)
            .dataSchema(table.schema())
            .build();
    this.files = OutputFileFactory.builderFor(table, 1, 1).format(FileFormat.PARQUET).build();
  }

  @Override
  public DataFile write() throws IOException {
    DataWriter<Record> writer = writers.newDataWriter(files.newOutputFile(), table.spec(), null);
    try (writer) {
      for (Record record : records) {
        writer.write(record);
      }
    }
    return writer.toDataFile();
  }
}
