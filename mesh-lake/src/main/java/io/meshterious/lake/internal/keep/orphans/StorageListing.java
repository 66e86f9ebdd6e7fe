// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.orphans;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.keep.orphans.Locations.Place;
import io.meshterious.lake.keep.KeepError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** The files under a table's location, and which of them must not be touched whatever they are. */
final class StorageListing {
  private static final Pattern WRITER =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern SCRATCH = Pattern.compile("/mesh-[^/]*-scratch/");
  private static final String METADATA = ".metadata.json";

  private final Table table;
  private final Instant limit;
  private final String root;
  private final List<FileInfo> listed = new ArrayList<>();
  private final Locations locations = new Locations();
  private final Set<String> activeWriters = new HashSet<>();
  private final Set<String> otherTables = new HashSet<>();
  private int young;

  private StorageListing(Table table, Instant limit) {
    this.table = table;
    this.limit = limit;
    String location = table.location();
    this.root = locations.place(location.endsWith("/") ? location + "x" : location + "/x").path();
  }

  /**
   * Lists the files of a table.
   *
   * @param limit files changed after this are left alone, and so are older ones of their writers
   */
  static StorageListing of(Table table, SupportsPrefixOperations storage, Instant limit) {
    StorageListing listing = new StorageListing(table, limit);
    String location = table.location();
    Place metadataFolder =
        listing.locations.place(
            ((HasTableOperations) table).operations().metadataFileLocation("x"));
    for (FileInfo file : storage.listPrefix(location.endsWith("/") ? location : location + "/")) {
      listing.add(file, parent(metadataFolder.path()));
    }
    return listing;
  }

  private void add(FileInfo file, String metadataFolder) {
    listed.add(file);
    String path = locations.place(file.location()).path();
    if (path.endsWith(METADATA) && !parent(path).equals(metadataFolder)) {
      otherTables.add(parent(parent(path)) + "/");
    }
    if (young(file)) {
      young++;
      writers(path).forEach(activeWriters::add);
    }
  }

  int files() {
    return listed.size();
  }

  /** What is left alone and why, for the plan. */
  String leftAlone() {
    StringBuilder text = new StringBuilder();
    if (young > 0) {
      text.append("; ").append(young).append(" younger files are left alone");
    }
    for (String other : otherTables) {
      text.append("; '").append(other).append("' holds another table and is left alone");
    }
    return text.toString();
  }

  /** Files that may be deleted, with their sizes. */
  Map<String, Long> unreferenced(ReferencedFiles referenced) {
    Map<String, Long> orphans = new HashMap<>();
    Set<String> paths = new HashSet<>();
    boolean someReferenced = listed.isEmpty();
    for (FileInfo file : listed) {
      String path = locations.place(file.location()).path();
      paths.add(path);
      if (referenced.contains(file.location())) {
        someReferenced = true;
      } else if (mayGo(file, path)) {
        orphans.put(file.location(), file.size());
      }
    }
    if (!someReferenced || (!listed.isEmpty() && !metadataIsIn(paths))) {
      throw new MeshException(
          KeepError.LOCATION_MISMATCH,
          "Cannot tell orphans apart: files that metadata refers to, such as '"
              + ReferencedFiles.version(table)
              + "', are not among those listed under '"
              + table.location()
              + "'; nothing was deleted, because the listing may name files in another way than"
              + " metadata does");
    }
    return orphans;
  }

  /** Whether the metadata file was listed, or one before it in case it was written since then. */
  private boolean metadataIsIn(Set<String> paths) {
    TableMetadata metadata = ((HasTableOperations) table).operations().current();
    List<String> files = new ArrayList<>();
    files.add(ReferencedFiles.version(table));
    metadata.previousFiles().forEach(entry -> files.add(entry.file()));
    return files.stream()
        .map(file -> locations.place(file).path())
        .anyMatch(path -> !path.startsWith(folder(root)) || paths.contains(path));
  }

  private boolean mayGo(FileInfo file, String path) {
    return path.startsWith(folder(root))
        && !young(file)
        && writers(path).stream().noneMatch(activeWriters::contains)
        && otherTables.stream().noneMatch(path::startsWith)
        && !hidden(path.substring(folder(root).length()));
  }

  private boolean young(FileInfo file) {
    return file.createdAtMillis() >= limit.toEpochMilli();
  }

  /** Whether a part of the path is hidden: begins with a dot or, unless a partition, underscore. */
  private boolean hidden(String path) {
    for (String part : path.split("/", -1)) {
      if (part.startsWith(".") || (part.startsWith("_") && !partition(part))) {
        return true;
      }
    }
    return false;
  }

  private boolean partition(String part) {
    for (PartitionSpec spec : table.specs().values()) {
      for (PartitionField field : spec.fields()) {
        if (part.startsWith(field.name() + "=")) {
          return true;
        }
      }
    }
    return false;
  }

  /** Ids in a file's own name or scratch folder: all files of one writer carry its id. */
  private static List<String> writers(String path) {
    List<String> ids = new ArrayList<>();
    Matcher scratch = SCRATCH.matcher(path);
    Matcher matcher =
        WRITER.matcher(scratch.find() ? path : path.substring(path.lastIndexOf('/') + 1));
    while (matcher.find()) {
      ids.add(matcher.group());
    }
    return ids;
  }

  private static String folder(String somethingInside) {
    return somethingInside.substring(0, somethingInside.lastIndexOf('/') + 1);
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
