// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.lake.internal.engine.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;

/** Writes rows and deletes as Iceberg's own writers do, and reads them with either reader. */
public final class Rows {
  private static final AtomicLong TASKS = new AtomicLong();

  private Rows() {}

  /** A row with named values; fields that are not named are null. */
  public static Record row(Table table, Object... namesAndValues) {
    return record(table.schema().asStruct(), namesAndValues);
  }

  /** A struct with named values. */
  public static Record record(
      org.apache.iceberg.types.Types.StructType type, Object... namesAndValues) {
    GenericRecord row = GenericRecord.create(type);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.setField((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }

  /** Appends rows as one file; they must be of one partition. */
  public static DataFile append(Table table, List<Record> rows) {
    DataFile file = write(table, rows);
    table.newAppend().appendFile(file).commit();
    return file;
  }

  /** Writes rows of one partition into a file without committing it. */
  public static DataFile write(Table table, List<Record> rows) {
    StructLike partition = null;
    if (table.spec().isPartitioned()) {
      PartitionKey key = new PartitionKey(table.spec(), table.schema());
      key.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(rows.get(0)));
      partition = key;
    }
    DataWriter<Record> writer =
        new GenericFileWriterFactory.Builder(table)
            .dataFileFormat(FileFormat.PARQUET)
            .dataSchema(table.schema())
            .build()
            .newDataWriter(
                output(table).newOutputFile(table.spec(), partition), table.spec(), partition);
    try (writer) {
      rows.forEach(writer::write);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toDataFile();
  }

  /** Deletes rows of a file by position: with a vector, or before version 3 with a file. */
  public static DeleteFile deletePositions(Table table, DataFile file, long... positions) {
    boolean vectors = formatVersion(table) >= 3;
    DeleteFile delete =
        vectors ? vector(table, file, positions) : positions(table, file, positions);
    table.newRowDelta().addDeletes(delete).commit();
    return delete;
  }

  private static DeleteFile vector(Table table, DataFile file, long... positions) {
    try (BaseDVFileWriter writer =
        new BaseDVFileWriter(
            OutputFileFactory.builderFor(table, 1, TASKS.incrementAndGet())
                .format(FileFormat.PUFFIN)
                .build(),
            path -> null)) {
      for (long position : positions) {
        writer.delete(
            file.location(), position, table.specs().get(file.specId()), file.partition());
      }
      writer.close();
      return writer.result().deleteFiles().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DeleteFile positions(Table table, DataFile file, long... positions) {
    PartitionSpec spec = table.specs().get(file.specId());
    PositionDeleteWriter<Record> writer =
        new GenericFileWriterFactory.Builder(table)
            .deleteFileFormat(FileFormat.PARQUET)
            .build()
            .newPositionDeleteWriter(
                output(table).newOutputFile(spec, file.partition()), spec, file.partition());
    PositionDelete<Record> delete = PositionDelete.create();
    try (writer) {
      for (long position : positions) {
        writer.write(delete.set(file.location(), position));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toDeleteFile();
  }

  /** Deletes rows by value, in one partition or, without one, in the whole table. */
  public static DeleteFile deleteValues(
      Table table, PartitionSpec spec, StructLike partition, List<String> key, List<Record> keys) {
    Schema keySchema = table.schema().select(key);
    int[] ids = key.stream().mapToInt(name -> table.schema().findField(name).fieldId()).toArray();
    EqualityDeleteWriter<Record> writer =
        new GenericFileWriterFactory.Builder(table)
            .deleteFileFormat(FileFormat.PARQUET)
            .equalityDeleteRowSchema(keySchema)
            .equalityFieldIds(ids)
            .build()
            .newEqualityDeleteWriter(output(table).newOutputFile(spec, partition), spec, partition);
    try (writer) {
      keys.forEach(writer::write);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RowDelta delta = table.newRowDelta().addDeletes(writer.toDeleteFile());
    delta.commit();
    return writer.toDeleteFile();
  }

  private static OutputFileFactory output(Table table) {
    return OutputFileFactory.builderFor(table, 1, TASKS.incrementAndGet())
        .format(FileFormat.PARQUET)
        .build();
  }

  private static int formatVersion(Table table) {
    return ((org.apache.iceberg.HasTableOperations) table).operations().current().formatVersion();
  }

  /** All rows as Iceberg's reader gives them, as sorted texts. */
  public static List<String> byIceberg(Table table) {
    return byIceberg(table, builder -> {});
  }

  /** Rows as Iceberg's reader gives them, as sorted texts. */
  public static List<String> byIceberg(Table table, Consumer<IcebergGenerics.ScanBuilder> options) {
    IcebergGenerics.ScanBuilder builder = IcebergGenerics.read(table);
    options.accept(builder);
    List<String> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = builder.build()) {
      for (Record record : records) {
        rows.add(Values.canonical(withoutPosition(record)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rows.sort(null);
    return rows;
  }

  /** Iceberg's reader adds the position where it needs it for deletes. */
  private static List<Object> withoutPosition(Record record) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < record.size(); i++) {
      if (record.struct().fields().get(i).fieldId() != MetadataColumns.ROW_POSITION.fieldId()) {
        values.add(record.get(i));
      }
    }
    return values;
  }

  /** All rows as a scan of ours gives them, as sorted texts. */
  public static List<String> byScan(Session session, Table table, ScanColumns columns) {
    try (TableScan scan =
        TableScan.plan(table, null, Expressions.alwaysTrue(), Staging.localOnly())) {
      return bySql(session, scan.sql(session, columns));
    }
  }

  /** The rows of a statement, as sorted texts. */
  public static List<String> bySql(Session session, String sql) {
    return session.query(
        sql,
        result -> {
          List<String> rows = new ArrayList<>();
          int columns = result.getMetaData().getColumnCount();
          while (result.next()) {
            List<Object> values = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
              values.add(result.getObject(i));
            }
            rows.add(Values.canonical(values));
          }
          rows.sort(null);
          return rows;
        });
  }
}
