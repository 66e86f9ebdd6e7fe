// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.run;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Files, with a note of each that is made. */
final class RecordingFileIO implements FileIO {
  private static final long serialVersionUID = 1L;

  private final FileIO files;
  private final transient Consumer<String> made;

  RecordingFileIO(FileIO files, Consumer<String> made) {
    this.files = files;
    this.made = made;
  }

  @Override
  public OutputFile newOutputFile(String location) {
    made.accept(location);
    return files.newOutputFile(location);
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
  }

  @Override
  public Map<String, String> properties() {
    return files.properties();
  }
}
