// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.EngineErrors;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.scan.DuckTypes;
import io.meshterious.lake.write.WriteError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;

/**
 * Writes the rows of a SELECT as data files of a table: in its partitions, in its sort order, with
 * its field ids, compression, file size and metrics. Nothing is committed. The files get their
 * place only after every one of them is complete and all checks have passed.
 */
public final class DuckFiles {
  private static final Map<String, String> CODECS =
      Map.of(
          "zstd",
          "zstd",
          "snappy",
          "snappy",
          "gzip",
          "gzip",
          "lz4",
          "lz4_raw",
          "uncompressed",
          "uncompressed");

  private static final int LONGEST_FOLDER = 255;

  private final Session session;
  private final Table table;
  private final FileOptions options;
  private final Schema schema;
  private final PartitionSpec spec;

  private DuckFiles(Session session, Table table, FileOptions options) {
    this.session = session;
    this.table = table;
    this.options = options;
    this.schema = table.schema();
    this.spec = table.spec();
  }

  /**
   * Writes rows.
   *
   * @param session the session in which the SELECT can be run
   * @param table the table, whose current schema, partition spec and sort order are used
   * @param select a SELECT of exactly the table's columns by name in any order, of the table's
   *     types; and the columns of lineage if the options say so
   * @param parameters values for its parameters
   * @param options how to write
   * @param check looks at the written rows, given as a relation in SQL with the table's columns,
   *     and throws to refuse them
   * @return the files, ready to be committed; none when there are no rows
   */
  public static List<DataFile> write(
      Session session,
      Table table,
      String select,
      List<?> parameters,
      FileOptions options,
      Consumer<String> check) {
    return new DuckFiles(session, table, options).write(select, parameters, check);
  }

  /** Writes rows; see the longer form. Only required columns are checked. */
  public static List<DataFile> write(
      Session session, Table table, String select, FileOptions options) {
    return write(session, table, select, List.of(), options, written -> {});
  }

  /** Deletes files that were not committed. What cannot be deleted stays behind as an orphan. */
  public static void discard(Table table, List<DataFile> files) {
    for (DataFile file : files) {
      discard(table, file.location());
    }
  }

  public static void discard(Table table, String location) {
    try {
      table.io().deleteFile(location);
    } catch (RuntimeException leftBehind) {
      // Nothing refers to the file, and maintenance removes such files.
      return;
    }
  }

  private List<DataFile> write(String select, List<?> parameters, Consumer<String> check) {
    for (NestedField field : schema.columns()) {
      refuseUnwritable(field);
    }
    Path folder = options.scratch().resolve(options.id() + "-scratch");
    try {
      Files.createDirectories(options.scratch());
      List<WrittenFile> written = new ArrayList<>(copy(select, parameters, folder));
      written.removeIf(file -> file.rows() == 0);
      if (written.isEmpty()) {
        return List.of();
      }
      Requirements requirements = new Requirements(table.name(), schema);
      requirements.checkColumns(written);
      String relation = relation(written.stream().map(WrittenFile::path).toList());
      requirements.checkNested(session, relation);
      check.accept(relation);
      return land(written);
    } catch (SQLException e) {
      throw EngineErrors.translate(e, "write rows to '" + table.name() + "'");
    } catch (IOException e) {
      throw new MeshException(
          WriteError.FILE_NOT_WRITTEN,
          "Cannot make folder '" + options.scratch() + "': " + e.getMessage(),
          e);
    } finally {
      Landing.remove(folder);
    }
  }

  private void refuseUnwritable(NestedField field) {
    if (field.type().typeId() == Type.TypeID.FIXED
        || field.type().typeId() == Type.TypeID.GEOMETRY
        || field.type().typeId() == Type.TypeID.GEOGRAPHY) {
      throw new MeshException(
          WriteError.TABLE_UNSUPPORTED,
          "Cannot write rows of SQL to '"
              + table.name()
              + "': column '"
              + field.name()
              + "' is of type "
              + field.type()
              + ", which the SQL engine cannot write; write column batches instead");
    }
    if (field.type().isNestedType()) {
      field.type().asNestedType().fields().forEach(this::refuseUnwritable);
    }
  }

  public static String relation(List<Path> files) {
    return "read_parquet("
        + Sql.list(files.stream().map(Path::toString).toList())
        + ", hive_partitioning = false)";
  }

  /** The columns of a file. */
  private List<NestedField> columns() {
    List<NestedField> columns = new ArrayList<>(schema.columns());
    columns.removeIf(field -> field.type().typeId() == Type.TypeID.UNKNOWN);
    if (options.lineage()) {
      columns.add(MetadataColumns.ROW_ID);
      columns.add(MetadataColumns.LAST_UPDATED_SEQUENCE_NUMBER);
    }
    return columns;
  }

  private List<WrittenFile> copy(String select, List<?> parameters, Path folder)
      throws SQLException, IOException {
    List<NestedField> columns = columns();
    String names =
        String.join(", ", columns.stream().map(field -> Sql.quote(field.name())).toList());
    String rows = "SELECT " + names + " FROM (" + select + ")";
    if (table.sortOrder().isSorted()) {
      return new SortedCopy(session, table, options).copy(select, parameters, names, folder, this);
    }
    if (spec.isUnpartitioned()) {
      return run(
          "COPY (" + rows + ") TO " + Sql.literal(folder.toString()) + " (" + format(true) + ")",
          parameters);
    }
    PartitionKeys keys = new PartitionKeys(spec);
    Hashes.register(session);
    String key = Sql.quote(SortedCopy.KEY);
    return run(
        "COPY (SELECT "
            + names
            + ", "
            + keys.key()
            + " AS "
            + key
            + " FROM ("
            + select
            + ")) TO "
            + Sql.literal(folder.toString())
            + " (PARTITION_BY ("
            + key
            + "), "
            + format(true)
            + ")",
        parameters);
  }

  List<WrittenFile> run(String copy, List<?> parameters) throws SQLException {
    try (PreparedStatement statement = session.connection().prepareStatement(copy)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (var result = statement.executeQuery()) {
        return WrittenFile.all(result);
      }
    }
  }

  /** The options of COPY; a folder of files of limited size, or one file. */
  String format(boolean folder) {
    String codec =
        table
            .properties()
            .getOrDefault(TableProperties.PARQUET_COMPRESSION, "zstd")
            .toLowerCase(Locale.ROOT);
    String known = CODECS.getOrDefault(codec, "zstd");
    String level = table.properties().get(TableProperties.PARQUET_COMPRESSION_LEVEL);
    return "FORMAT parquet, PARQUET_VERSION v2, RETURN_STATS, COMPRESSION "
        + known
        + (known.equals("zstd") && level != null && level.matches("\\d+")
            ? ", COMPRESSION_LEVEL " + level
            : "")
        + (folder ? ", FILENAME_PATTERN 'part-{i}', FILE_SIZE_BYTES " + options.targetBytes() : "")
        + ", FIELD_IDS "
        + DuckTypes.fieldIds(columns());
  }

  /** A place in the folder of a partition, unless its values are too long for folder names. */
  private String location(StructLike partition, String name) {
    for (String folder : spec.partitionToPath(partition).split("/", -1)) {
      if (folder.length() > LONGEST_FOLDER) {
        return table.locationProvider().newDataLocation(name);
      }
    }
    return table.locationProvider().newDataLocation(spec, partition, name);
  }

  private List<DataFile> land(List<WrittenFile> written) {
    List<StructLike> partitions =
        spec.isUnpartitioned()
            ? List.of()
            : new PartitionValues(session, spec)
                .of(written.stream().map(WrittenFile::path).toList());
    MetricsConfig config = MetricsConfig.forTable(table);
    Landing landing = new Landing(table.io());
    List<DataFile> files = new ArrayList<>();
    String unfinished = null;
    try {
      for (int i = 0; i < written.size(); i++) {
        WrittenFile file = written.get(i);
        String name = String.format(Locale.ROOT, "%s-%05d.parquet", options.id(), i);
        DataFiles.Builder builder = DataFiles.builder(spec).withFormat(FileFormat.PARQUET);
        unfinished = table.locationProvider().newDataLocation(name);
        if (!spec.isUnpartitioned()) {
          unfinished = location(partitions.get(i), name);
          builder.withPartition(partitions.get(i));
        }
        landing.land(file.path(), unfinished);
        files.add(
            builder
                .withPath(unfinished)
                .withFileSizeInBytes(file.bytes())
                .withMetrics(FileMetrics.of(schema, config, file))
                .withSortOrder(table.sortOrder())
                .build());
        unfinished = null;
      }
      landing.finish();
      return files;
    } catch (RuntimeException e) {
      discard(table, files);
      if (unfinished != null) {
        discard(table, Objects.requireNonNull(unfinished));
      }
      throw e;
    }
  }
}
