// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * The new files of one commit, which are forced to disk together instead of one after the other as
 * they are closed: the file system writes its journal once for all of them, and a folder is forced
 * once. Used by one thread.
 */
public final class ForcedLater implements FileIO {
  private static final long serialVersionUID = 1L;

  private final LocalFileIO files;
  private final transient List<Path> written = new ArrayList<>();

  private ForcedLater(LocalFileIO files) {
    this.files = files;
  }

  /** The same files if they are durable local ones; others as they are. */
  public static FileIO of(FileIO files) {
    return files instanceof LocalFileIO local && local.durable() ? new ForcedLater(local) : files;
  }

  /**
   * Forces what was written so far.
   *
   * @param next a file that is forced with its folder afterwards: that folder is left to it
   */
  public void force(String next) {
    Set<Path> folders = new HashSet<>();
    try {
      for (Path file : written) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.force(false);
        }
        folders.add(folder(file));
      }
      folders.remove(folder(LocalFileIO.path(next)));
      for (Path folder : folders) {
        LocalFolders.force(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot force files to disk: " + e, e);
    }
    written.clear();
  }

  private static Path folder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      throw new IOException("'" + file + "' is in no folder");
    }
    return folder;
  }

  @Override
  public OutputFile newOutputFile(String location) {
    LocalOutputFile file = files.newLocalFile(location, false);
    try {
      LocalFolders.make(folder(file.path()), true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make the folder of '" + location + "': " + e, e);
    }
    written.add(file.path());
    return file;
  }

  @Override
  public InputFile newInputFile(String location) {
    return files.newInputFile(location);
  }

  @Override
  public InputFile newInputFile(String location, long length) {
    return files.newInputFile(location, length);
  }

  @Override
  public void deleteFile(String location) {
    files.deleteFile(location);
    written.remove(LocalFileIO.path(location));
  }

  @Override
  public Map<String, String> properties() {
    return files.properties();
  }
}
