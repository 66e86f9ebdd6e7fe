// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A local file that is about to be written. */
record LocalOutputFile(String location, Path path, boolean durable) implements OutputFile {
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
  private static final Set<OpenOption> ANEW =
      Set.of(
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING);

  /** Somebody may remove an empty folder between the moment it is made and the file is. */
  private static final int ATTEMPTS = 5;

  @Override
  public PositionOutputStream create() {
    return open(NEW);
  }

  @Override
  public PositionOutputStream createOrOverwrite() {
    return open(ANEW);
  }

  @Override
  public InputFile toInputFile() {
    return new LocalInputFile(location, path, -1);
  }

  private PositionOutputStream open(Set<OpenOption> how) {
    try {
      return new ChannelStream(channel(how), path, durable);
    } catch (FileAlreadyExistsException e) {
      throw new AlreadyExistsException(e, "Cannot create '%s': it exists", location);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create '" + location + "': " + e.getMessage(), e);
    }
  }

  /** Most folders exist: they are made when that turns out wrong. */
  private FileChannel channel(Set<OpenOption> how) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return FileChannel.open(path, how);
      } catch (NoSuchFileException noFolder) {
        Path parent = path.getParent();
        if (attempt == ATTEMPTS || parent == null) {
          throw noFolder;
        }
        LocalFolders.make(parent, durable);
      }
    }
  }

  /** Small writes are gathered; large ones go straight to the file. */
  private static final class ChannelStream extends PositionOutputStream {
    private final FileChannel channel;
    private final Path path;
    private final boolean durable;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 << 10);
    private long position;
    private boolean closed;

    ChannelStream(FileChannel channel, Path path, boolean durable) {
      this.channel = channel;
      this.path = path;
      this.durable = durable;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int oneByte) throws IOException {
      checkOpen();
      if (!buffer.hasRemaining()) {
        drain();
      }
      buffer.put((byte) oneByte);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, bytes.length);
      checkOpen();
      if (length > buffer.remaining()) {
        drain();
      }
      if (length > buffer.capacity()) {
        for (int done = 0; done < length; done += LocalFolders.LARGEST_PIECE) {
          int piece = Math.min(length - done, LocalFolders.LARGEST_PIECE);
          writeFully(ByteBuffer.wrap(bytes, from + done, piece));
        }
      } else {
        buffer.put(bytes, from, length);
      }
      position += length;
    }

    @Override
    public void flush() throws IOException {
      checkOpen();
      drain();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      try (channel) {
        drain();
        if (durable) {
          channel.force(false);
        }
      }
      Path parent = path.toAbsolutePath().getParent();
      if (durable && parent != null) {
        LocalFolders.force(parent);
      }
    }

    private void checkOpen() throws IOException {
      if (closed) {
        throw new IOException("Cannot write '" + path + "': it is closed");
      }
    }

    private void drain() throws IOException {
      buffer.flip();
      writeFully(buffer);
      buffer.clear();
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }
}
