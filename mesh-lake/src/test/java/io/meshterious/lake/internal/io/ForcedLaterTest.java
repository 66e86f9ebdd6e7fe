// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.PositionOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForcedLaterTest {
  @TempDir Path folder;

  private static LocalFileIO files(boolean durable) {
    LocalFileIO files = new LocalFileIO();
    files.initialize(Map.of(LocalFileIO.DURABLE, String.valueOf(durable)));
    return files;
  }

  private String write(FileIO files, String name) throws IOException {
    String location = folder.resolve(name).toString();
    try (PositionOutputStream out = files.newOutputFile(location).create()) {
      out.write(new byte[] {1, 2, 3});
    }
    return location;
  }

  @Test
  void files_thatAreNotDurable_areLeftAlone() {
    LocalFileIO loose = files(false);
    assertThat(ForcedLater.of(loose)).isSameAs(loose);
  }

  @Test
  void files_written_areForcedOnce() throws IOException {
    // Given
    ForcedLater files = (ForcedLater) ForcedLater.of(files(true));
    String one = write(files, "new/one");
    String two = write(files, "two");
    files.deleteFile(two);

    // When
    files.force(folder.resolve("next").toString());

    // Then
    assertThat(Path.of(one)).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(Path.of(two)).doesNotExist();
    Files.delete(Path.of(one));
    files.force(folder.resolve("next").toString());
  }

  @Test
  void file_thatVanished_isAFailure() throws IOException {
    // Given
    ForcedLater files = (ForcedLater) ForcedLater.of(files(true));
    Files.delete(Path.of(write(files, "one")));

    // When // Then
    assertThatThrownBy(() -> files.force(folder.resolve("next").toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("Cannot force files to disk");
  }
}
