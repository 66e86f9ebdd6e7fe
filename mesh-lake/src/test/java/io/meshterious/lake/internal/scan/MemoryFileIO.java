// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.scan.Staging.Wanted;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.inmemory.InMemoryInputFile;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** Files in memory that look remote ({@code mem:…}), beside local ones. */
@SuppressWarnings("serial") // nobody writes it to a stream
public final class MemoryFileIO implements FileIO {
  private static final Map<String, byte[]> SHARED = new ConcurrentHashMap<>();

  private final AtomicInteger reads = new AtomicInteger();
  private final LocalFileIO local = new LocalFileIO();

  /** Files that all of this class share. */
  public MemoryFileIO() {}

  /** Puts a file of so many bytes. */
  Wanted put(String location, int length) {
    byte[] bytes = new byte[length];
    new Random(location.hashCode()).nextBytes(bytes);
    SHARED.put(location, bytes);
    return new Wanted(location, length);
  }

  byte[] bytes(String location) {
    return Objects.requireNonNull(SHARED.get(location), location);
  }

  /** How often a file was opened. */
  int reads() {
    return reads.get();
  }

  @Override
  public InputFile newInputFile(String location) {
    if (!location.startsWith("mem:")) {
      return local.newInputFile(location);
    }
    reads.incrementAndGet();
    return new InMemoryInputFile(location, bytes(location));
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return location.startsWith("mem:") ? new Kept(location) : local.newOutputFile(location);
  }

  @Override
  public void deleteFile(String location) {
    if (SHARED.remove(location) == null) {
      local.deleteFile(location);
    }
  }

  /** A file that is there once its stream is closed. */
  private static final class Kept implements OutputFile {
    private final InMemoryOutputFile file;

    Kept(String location) {
      this.file = new InMemoryOutputFile(location);
    }

    @Override
    public PositionOutputStream create() {
      PositionOutputStream out = file.create();
      return new PositionOutputStream() {
        @Override
        public long getPos() throws java.io.IOException {
          return out.getPos();
        }

        @Override
        public void write(int b) throws java.io.IOException {
          out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws java.io.IOException {
          out.write(bytes, offset, length);
        }

        @Override
        public void close() throws java.io.IOException {
          out.close();
          SHARED.put(file.location(), file.toByteArray());
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      return create();
    }

    @Override
    public String location() {
      return file.location();
    }

    @Override
    public InputFile toInputFile() {
      return new InMemoryInputFile(location(), Objects.requireNonNull(SHARED.get(location())));
    }
  }
}
