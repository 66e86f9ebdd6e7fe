// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.retention;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.Retention;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;

/**
 * Writes rows that are about to be deleted to Parquet files elsewhere, and reads them back before
 * it says that they are there. The manifest comes last: a folder without one is of no use.
 */
public final class Archives {
  /** The file that says what an archive holds. */
  static final String MANIFEST = "manifest.json";

  private static final long FILE_BYTES = 512L << 20;

  private final Engine engine;
  private final Staging staging;
  private final Path scratch;

  public Archives(Engine engine, Staging staging, Path scratch) {
    this.engine = engine;
    this.staging = staging;
    this.scratch = scratch;
  }

  /**
   * An archive that was written and read back.
   *
   * @param io where it lies
   * @param location its folder
   * @param files its Parquet files
   * @param rows how many rows it holds
   */
  record Archive(FileIO io, String location, List<ArchivedFile> files, long rows) {}

  /** A Parquet file of an archive. */
  record ArchivedFile(String location, long rows, long bytes) {}

  /** Writes the old rows of some files. */
  Archive write(
      Table table,
      long snapshotId,
      List<FileScanTask> tasks,
      OldRows old,
      Retention task,
      String place) {
    FileIO io = Staging.isLocal(place) ? new LocalFileIO() : table.io();
    String folder =
        place.replaceAll("/+$", "")
            + "/"
            + table.name()
            + "/before-"
            + task.before().toString().replace(':', '-')
            + "-"
            + snapshotId;
    Path temporary = scratch.resolve("mesh-" + UUID.randomUUID() + "-scratch");
    List<ArchivedFile> files = new ArrayList<>();
    try (Session session = engine.session();
        TableScan scan = TableScan.of(table, snapshotId, table.schema(), tasks, staging)) {
      Files.createDirectories(temporary);
      String rows =
          "SELECT * FROM (" + scan.sql(session, ScanColumns.all()) + ") WHERE " + old.goes();
      long expected = 0;
      for (Written file : copy(session, rows, temporary.resolve("rows"))) {
        String name = String.format(Locale.ROOT, "part-%05d.parquet", files.size());
        files.add(land(file, io, folder + "/" + name));
        expected += file.rows();
      }
      Archive archive = new Archive(io, folder, files, expected);
      verify(session, archive, temporary);
      manifest(archive, table, snapshotId, task);
      return archive;
    } catch (IOException | RuntimeException e) {
      discard(io, folder, files);
      throw new MeshException(
          KeepError.ARCHIVE_FAILED,
          "Cannot archive rows of "
              + table.name()
              + " to '"
              + folder
              + "': "
              + e.getMessage()
              + "; nothing was deleted",
          e);
    } finally {
      remove(temporary);
    }
  }

  /** A file that the engine wrote. */
  private record Written(Path path, long rows) {}

  private static List<Written> copy(Session session, String rows, Path folder) {
    return session.query(
        "COPY ("
            + rows
            + ") TO "
            + Sql.literal(folder.toString())
            + " (FORMAT parquet, RETURN_STATS, COMPRESSION zstd, FILENAME_PATTERN 'part-{i}',"
            + " FILE_SIZE_BYTES "
            + FILE_BYTES
            + ")",
        result -> {
          List<Written> written = new ArrayList<>();
          while (result.next()) {
            written.add(
                new Written(Path.of(result.getString("filename")), result.getLong("count")));
          }
          return written;
        });
  }

  private static ArchivedFile land(Written file, FileIO io, String location) throws IOException {
    try (OutputStream out = io.newOutputFile(location).createOrOverwrite()) {
      Files.copy(file.path(), out);
    }
    return new ArchivedFile(location, file.rows(), Files.size(file.path()));
  }

  private static long count(Session session, Path file) {
    return session.number(
        "SELECT count(*) FROM read_parquet(" + Sql.literal(file.toString()) + ")");
  }

  /** Fetches the files from where they lie and counts their rows. */
  private static void verify(Session session, Archive archive, Path folder) throws IOException {
    long rows = 0;
    for (ArchivedFile file : archive.files()) {
      Path fetched = folder.resolve("fetched.parquet");
      try (InputStream in = archive.io().newInputFile(file.location()).newStream()) {
        Files.copy(in, fetched, StandardCopyOption.REPLACE_EXISTING);
      }
      long length = Files.size(fetched);
      if (length != file.bytes()) {
        throw new IllegalStateException(
            "file '" + file.location() + "' has " + length + " bytes instead of " + file.bytes());
      }
      rows += count(session, fetched);
    }
    if (rows != archive.rows()) {
      throw new IllegalStateException(
          "it holds " + rows + " rows after it was written, instead of " + archive.rows());
    }
  }

  private static void manifest(Archive archive, Table table, long snapshotId, Retention task)
      throws IOException {
    try (OutputStream out =
            archive.io().newOutputFile(archive.location() + "/" + MANIFEST).createOrOverwrite();
        JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("table", table.name());
      json.writeStringField("tableUuid", table.uuid().toString());
      json.writeNumberField("snapshotId", snapshotId);
      json.writeStringField("column", task.column());
      json.writeStringField("before", task.before().toString());
      json.writeStringField("why", task.why());
      json.writeStringField("archivedAt", Instant.now().toString());
      json.writeNumberField("rows", archive.rows());
      json.writeArrayFieldStart("files");
      for (ArchivedFile file : archive.files()) {
        json.writeStartObject();
        json.writeStringField("location", file.location());
        json.writeNumberField("rows", file.rows());
        json.writeNumberField("bytes", file.bytes());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeStringField("schema", SchemaParser.toJson(table.schema()));
      json.writeEndObject();
    }
  }

  /** Deletes an archive whose rows were not deleted from the table. */
  void discard(Archive archive) {
    discard(archive.io(), archive.location(), archive.files());
  }

  private static void discard(FileIO io, String folder, List<ArchivedFile> files) {
    List<String> locations = new ArrayList<>();
    locations.add(folder + "/" + MANIFEST);
    files.forEach(file -> locations.add(file.location()));
    locations.forEach(location -> discard(io, location));
  }

  private static void discard(FileIO io, String location) {
    try {
      io.deleteFile(location);
    } catch (RuntimeException leftBehind) {
      // No commit refers to the archive, so that what is left of it does not count.
      return;
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot remove '" + folder + "'", e);
    }
  }
}
