// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import io.meshterious.bench.BenchCatalog;
import io.meshterious.core.contract.DataContract;
import io.meshterious.lake.Lake;
import io.meshterious.lake.internal.parquet.Codec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FanoutDataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;

/**
 * The same table as ours, in a catalog by Iceberg, fed by its generic Parquet writer; files and
 * commits are forced to disk as ours are. Bloom filters are left out, which ours writes: the
 * generic writer makes each of them a megabyte, however few rows a file has.
 */
final class NaiveTable implements AutoCloseable {
  private static final String BLOOM = TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX;
  private static final TableIdentifier NAME = TableIdentifier.of("raw", "orders");

  private final JdbcCatalog catalog;
  private final Table table;

  /** Makes the table. */
  NaiveTable(DataContract contract, Path folder) throws IOException {
    Path model = folder.resolve("model");
    try (Lake lake = Lake.open(model)) {
      Table same = lake.create(contract).iceberg();
      Map<String, String> properties = new HashMap<>(same.properties());
      properties.keySet().removeIf(it -> it.startsWith("mesh.") || it.startsWith(BLOOM));
      properties.put(TableProperties.FORMAT_VERSION, "3");
      properties.put(
          TableProperties.PARQUET_COMPRESSION_LEVEL, Integer.toString(Codec.ZSTD.usualLevel()));
      catalog = BenchCatalog.open(folder, true);
      catalog.createNamespace(Namespace.of("raw"));
      table =
          catalog.createTable(
              NAME, same.schema(), same.spec(), folder.resolve("orders").toString(), properties);
    }
  }

  Table table() {
    return table;
  }

  /**
   * One thread's way into the table: a tree of each event, checks by hand, a set of ids, records,
   * and an append.
   *
   * @param ids the ids that are known; shared by all threads
   * @param number the thread's, from 1
   */
  Taking writing(Set<UUID> ids, int number) {
    return new Writing(catalog.loadTable(NAME), ids, number);
  }

  @Override
  public void close() {
    catalog.close();
  }

  private static final class Writing implements Taking {
    private final Table table;
    private final Set<UUID> ids;
    private final NaiveOrders orders;
    private final GenericFileWriterFactory writers;
    private final OutputFileFactory files;
    private final InternalRecordWrapper values;
    private final PartitionKey key;
    private @Nullable FanoutDataWriter<Record> writer;
    private long rejected;

    private Writing(Table table, Set<UUID> ids, int number) {
      this.table = table;
      this.ids = ids;
      this.orders = new NaiveOrders(table.schema());
      this.writers =
          new GenericFileWriterFactory.Builder(table)
              .dataFileFormat(FileFormat.PARQUET)
              .dataSchema(table.schema())
              .build();
      this.files =
          OutputFileFactory.builderFor(table, number, 1).format(FileFormat.PARQUET).build();
      this.values = new InternalRecordWrapper(table.schema().asStruct());
      this.key = new PartitionKey(table.spec(), table.schema());
    }

    @Override
    public void take(byte[] event) {
      Record row;
      try {
        row = orders.decode(event);
      } catch (IOException | RuntimeException e) {
        rejected++;
        return;
      }
      if (!ids.add((UUID) row.get(0))) {
        return;
      }
      FanoutDataWriter<Record> open = writer;
      if (open == null) {
        open =
            new FanoutDataWriter<>(
                writers,
                files,
                table.io(),
                Long.parseLong(
                    table.properties().get(TableProperties.WRITE_TARGET_FILE_SIZE_BYTES)));
        writer = open;
      }
      key.partition(values.wrap(row));
      open.write(row, table.spec(), key);
    }

    @Override
    public void commit() throws IOException {
      if (rejected > 0) {
        throw new IllegalStateException("Cannot measure: " + rejected + " events were rejected");
      }
      FanoutDataWriter<Record> open = writer;
      if (open == null) {
        return;
      }
      writer = null;
      open.close();
      AppendFiles append = table.newAppend();
      for (DataFile file : open.result().dataFiles()) {
        append.appendFile(file);
      }
      append.commit();
    }
  }
}
