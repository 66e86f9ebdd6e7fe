// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** A local file that is about to be written. */
record LocalOutputFile(String location, Path path, boolean durable) implements OutputFile {
  @Override
  public PositionOutputStream create() {
    return open(StandardOpenOption.CREATE_NEW);
  }

  @Override
  public PositionOutputStream createOrOverwrite() {
    return open(StandardOpenOption.CREATE);
  }

  @Override
  public InputFile toInputFile() {
    return new LocalFileIO().newInputFile(location);
  }

  private PositionOutputStream open(StandardOpenOption create) {
    LocalFileIO.makeParents(path, durable);
    try {
      FileChannel channel =
          create == StandardOpenOption.CREATE_NEW
              ? FileChannel.open(path, StandardOpenOption.WRITE, create)
              : FileChannel.open(
                  path, StandardOpenOption.WRITE, create, StandardOpenOption.TRUNCATE_EXISTING);
      return new ChannelStream(channel, path, durable);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw new AlreadyExistsException(e, "Cannot create '%s': it exists", location);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create '" + location + "': " + e.getMessage(), e);
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
      if (!buffer.hasRemaining()) {
        drain();
      }
      buffer.put((byte) oneByte);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (length > buffer.remaining()) {
        drain();
      }
      if (length > buffer.capacity()) {
        writeFully(ByteBuffer.wrap(bytes, from, length));
      } else {
        buffer.put(bytes, from, length);
      }
      position += length;
    }

    @Override
    public void flush() throws IOException {
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
          channel.force(true);
        }
      }
      Path parent = path.getParent();
      if (durable && parent != null) {
        LocalFileIO.force(parent);
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
