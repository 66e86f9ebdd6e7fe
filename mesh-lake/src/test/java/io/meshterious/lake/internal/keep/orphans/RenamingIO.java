// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.orphans;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Local files whose metadata and listings put a different name before their path. */
final class RenamingIO implements SupportsPrefixOperations {
  private static final long serialVersionUID = 1L;

  private final SupportsPrefixOperations inner;
  private final String known;
  private final String listed;

  private RenamingIO(SupportsPrefixOperations inner, String known, String listed) {
    this.inner = inner;
    this.known = known;
    this.listed = listed;
  }

  /** A table whose metadata says {@code known/path} and whose storage lists {@code listed/path}. */
  static Table table(Table table, String known, String listed) {
    TableOperations inner = ((HasTableOperations) table).operations();
    FileIO io = new RenamingIO((SupportsPrefixOperations) table.io(), known, listed);
    String json = TableMetadataParser.toJson(inner.current());
    String place = table.location();
    TableMetadata renamed =
        TableMetadataParser.fromJson(
            known + inner.current().metadataFileLocation(),
            json.replace("\"" + place, "\"" + known + place));
    return new BaseTable(new Fixed(renamed, io), table.name());
  }

  private String path(String location) {
    return location.startsWith(known) ? location.substring(known.length()) : location;
  }

  @Override
  public InputFile newInputFile(String location) {
    return inner.newInputFile(path(location));
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return inner.newOutputFile(path(location));
  }

  @Override
  public void deleteFile(String location) {
    throw new AssertionError("nothing may be deleted: " + location);
  }

  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    List<FileInfo> files = new ArrayList<>();
    for (FileInfo file : inner.listPrefix(path(prefix))) {
      files.add(new FileInfo(listed + file.location(), file.size(), file.createdAtMillis()));
    }
    return files;
  }

  @Override
  public void deletePrefix(String prefix) {
    throw new AssertionError("nothing may be deleted: " + prefix);
  }

  private record Fixed(TableMetadata current, FileIO io) implements TableOperations {
    @Override
    public TableMetadata refresh() {
      return current;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      throw new AssertionError("nothing may be committed");
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return current.location() + "/metadata/" + fileName;
    }

    @Override
    public LocationProvider locationProvider() {
      throw new UnsupportedOperationException();
    }
  }
}
