// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.expiry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotParser;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;

/**
 * Remembers, in a file beside the table's metadata, which snapshots are being expired, so that the
 * deletion of their files can be finished after a crash. It is written before the snapshots are
 * removed from the table and deleted after their files are.
 *
 * @param snapshots the snapshots
 * @param statistics statistics files that go with them, with their sizes
 */
public record ExpiryJournal(List<Snapshot> snapshots, Map<String, Long> statistics) {
  /** The name of the file. */
  static final String FILE = "mesh-expiry.journal";

  private static final String SNAPSHOT = "snapshot\t";
  private static final String STATISTICS = "statistics\t";

  public static String location(Table table) {
    return ((HasTableOperations) table).operations().metadataFileLocation(FILE);
  }

  /** What an earlier expiry left to be done; nothing when it finished. */
  static ExpiryJournal read(Table table) {
    List<Snapshot> snapshots = new ArrayList<>();
    Map<String, Long> statistics = new TreeMap<>();
    FileIO io = table.io();
    String location = location(table);
    if (io.newInputFile(location).exists()) {
      for (String line : lines(io, location)) {
        if (line.startsWith(SNAPSHOT)) {
          snapshots.add(SnapshotParser.fromJson(line.substring(SNAPSHOT.length())));
        } else if (line.startsWith(STATISTICS)) {
          String[] parts = line.substring(STATISTICS.length()).split("\t", 2);
          statistics.put(parts[1], Long.parseLong(parts[0]));
        }
      }
    }
    return new ExpiryJournal(snapshots, statistics);
  }

  /** Whole lines only: one that was cut short by a crash is not there. */
  private static List<String> lines(FileIO io, String location) {
    StringBuilder text = new StringBuilder();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(io.newInputFile(location).newStream(), StandardCharsets.UTF_8))) {
      char[] buffer = new char[8 << 10];
      int count;
      while ((count = reader.read(buffer)) > 0) {
        text.append(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read '" + location + "'", e);
    }
    int end = text.lastIndexOf("\n");
    return end < 0 ? List.of() : text.substring(0, end).lines().toList();
  }

  /** This and what another one holds. */
  ExpiryJournal and(ExpiryJournal other) {
    Set<Long> ids = new HashSet<>();
    List<Snapshot> all = new ArrayList<>();
    for (List<Snapshot> part : List.of(snapshots, other.snapshots)) {
      for (Snapshot snapshot : part) {
        if (ids.add(snapshot.snapshotId())) {
          all.add(snapshot);
        }
      }
    }
    Map<String, Long> files = new TreeMap<>(statistics);
    files.putAll(other.statistics);
    return new ExpiryJournal(all, files);
  }

  /** What of this has really been removed from the table. */
  ExpiryJournal removedFrom(Table table) {
    List<Snapshot> removed =
        snapshots.stream()
            .filter(snapshot -> table.snapshot(snapshot.snapshotId()) == null)
            .toList();
    return new ExpiryJournal(removed, statistics);
  }

  boolean isEmpty() {
    return snapshots.isEmpty() && statistics.isEmpty();
  }

  void write(Table table) {
    String location = location(table);
    try (Writer writer =
        new OutputStreamWriter(
            table.io().newOutputFile(location).createOrOverwrite(), StandardCharsets.UTF_8)) {
      for (Snapshot snapshot : snapshots) {
        writer.append(SNAPSHOT).append(SnapshotParser.toJson(snapshot, false)).append('\n');
      }
      for (Map.Entry<String, Long> file : statistics.entrySet()) {
        writer.append(STATISTICS).append(Long.toString(file.getValue()));
        writer.append('\t').append(file.getKey()).append('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write '" + location + "'", e);
    }
  }

  static void delete(Table table) {
    table.io().deleteFile(location(table));
  }
}
