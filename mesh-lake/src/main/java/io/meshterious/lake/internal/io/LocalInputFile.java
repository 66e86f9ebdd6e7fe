// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.RangeReadable;
import org.apache.iceberg.io.SeekableInputStream;

/**
 * A local file to be read.
 *
 * @param knownLength its length if somebody knows it, else negative
 */
record LocalInputFile(String location, Path path, long knownLength) implements InputFile {
  @Override
  public long getLength() {
    if (knownLength >= 0) {
      return knownLength;
    }
    try {
      return Files.size(path);
    } catch (NoSuchFileException missing) {
      throw missing(missing);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read '" + location + "': " + e.getMessage(), e);
    }
  }

  @Override
  public SeekableInputStream newStream() {
    try {
      return new ChannelStream(FileChannel.open(path, StandardOpenOption.READ));
    } catch (NoSuchFileException missing) {
      throw missing(missing);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read '" + location + "': " + e.getMessage(), e);
    }
  }

  @Override
  public boolean exists() {
    return Files.exists(path);
  }

  private NotFoundException missing(NoSuchFileException cause) {
    return new NotFoundException(cause, "Cannot read '%s': it does not exist", location);
  }

  /** Reads what is asked for: its callers bring buffers of their own. */
  private static final class ChannelStream extends SeekableInputStream implements RangeReadable {
    private final FileChannel channel;

    ChannelStream(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      if (position < 0) {
        throw new EOFException("Cannot seek to " + position);
      }
      channel.position(position);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, bytes.length);
      if (length == 0) {
        return 0;
      }
      return channel.read(
          ByteBuffer.wrap(bytes, from, Math.min(length, LocalFolders.LARGEST_PIECE)));
    }

    @Override
    public long skip(long bytes) throws IOException {
      long before = channel.position();
      long after = Math.max(before, Math.min(before + Math.max(0, bytes), channel.size()));
      channel.position(after);
      return after - before;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(Integer.MAX_VALUE, Math.max(0, channel.size() - channel.position()));
    }

    @Override
    public void readFully(long position, byte[] bytes, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, bytes.length);
      int done = 0;
      while (done < length) {
        int piece = Math.min(length - done, LocalFolders.LARGEST_PIECE);
        int read = channel.read(ByteBuffer.wrap(bytes, from + done, piece), position + done);
        if (read < 0) {
          throw new EOFException(
              "Cannot read " + length + " bytes at " + position + ": the file ends before");
        }
        done += read;
      }
    }

    @Override
    public int readTail(byte[] bytes, int from, int length) throws IOException {
      long size = channel.size();
      int tail = (int) Math.min(length, size);
      readFully(size - tail, bytes, from, tail);
      return tail;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
