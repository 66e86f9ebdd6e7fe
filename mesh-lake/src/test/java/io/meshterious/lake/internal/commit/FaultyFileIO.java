// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import io.meshterious.lake.internal.commit.Faults.Point;
import io.meshterious.lake.internal.io.LocalFileIO;
import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.io.DelegatingOutputStream;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SupportsBulkOperations;

/** Local files with faults at the places that {@link Faults} names. */
public final class FaultyFileIO implements FileIO, SupportsBulkOperations {
  private static final long serialVersionUID = 1L;

  private final LocalFileIO files = new LocalFileIO();

  @Override
  public void initialize(Map<String, String> properties) {
    files.initialize(properties);
  }

  @Override
  public Map<String, String> properties() {
    return files.properties();
  }

  @Override
  public InputFile newInputFile(String location) {
    return files.newInputFile(location);
  }

  @Override
  public void deleteFile(String location) {
    files.deleteFile(location);
  }

  @Override
  public void deleteFiles(Iterable<String> locations) {
    files.deleteFiles(locations);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    OutputFile file = files.newOutputFile(location);
    return new OutputFile() {
      @Override
      public PositionOutputStream create() {
        return new FaultyStream(file.create(), location);
      }

      @Override
      public PositionOutputStream createOrOverwrite() {
        return new FaultyStream(file.createOrOverwrite(), location);
      }

      @Override
      public String location() {
        return location;
      }

      @Override
      public InputFile toInputFile() {
        return file.toInputFile();
      }
    };
  }

  private static final class FaultyStream extends PositionOutputStream
      implements DelegatingOutputStream {
    private final PositionOutputStream stream;
    private final String name;
    private boolean closed;

    FaultyStream(PositionOutputStream stream, String location) {
      this.stream = stream;
      this.name = location.substring(location.lastIndexOf('/') + 1);
    }

    @Override
    public java.io.OutputStream getDelegate() {
      return stream;
    }

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public void write(int oneByte) throws IOException {
      stream.write(oneByte);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      stream.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      if (name.endsWith(".metadata.json")) {
        Faults.pass(Point.METADATA_OPEN);
        stream.close();
        Faults.pass(Point.METADATA_CLOSED);
      } else if (name.startsWith("snap-")) {
        stream.close();
        Faults.pass(Point.LIST_CLOSED);
      } else if (name.contains("-m")) {
        Faults.pass(Point.MANIFEST_OPEN);
        stream.close();
        Faults.pass(Point.MANIFEST_CLOSED);
      } else {
        Faults.pass(Point.DATA_OPEN);
        stream.close();
        Faults.pass(Point.DATA_CLOSED);
      }
    }
  }
}
