// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * A file that grows at its end. Its stream is not a channel, which an interrupt would close.
 *
 * <p>What is added to a compressed file is a stream of its own behind those there are, which
 * readers take for one.
 */
final class FileSink implements ByteSink {
  private static final int GZIP_BYTES = 64 * 1024;

  private final FileOutputStream file;
  private final OutputStream out;
  private final boolean lasting;

  FileSink(Path path, boolean gzip) throws IOException {
    file = new FileOutputStream(path.toFile(), true);
    out = gzip ? compressed(file) : file;
    // A device or a pipe keeps nothing, and says so when it is asked to.
    lasting = Files.isRegularFile(path);
  }

  private static OutputStream compressed(FileOutputStream file) throws IOException {
    try {
      return new GZIPOutputStream(file, GZIP_BYTES, true);
    } catch (IOException problem) {
      file.close();
      throw problem;
    }
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void force() throws IOException {
    if (lasting) {
      file.getFD().sync();
    }
  }

  @Override
  public void complete() throws IOException {
    if (out instanceof GZIPOutputStream gzip) {
      gzip.finish();
    }
    out.flush();
    force();
  }

  @Override
  public void release() {
    try {
      file.close();
    } catch (IOException closed) {
      // What was to be written has been, or the failure is known.
    }
  }
}
