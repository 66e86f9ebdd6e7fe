// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.internal.run.Checkpoint.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path folder;

  @Test
  void read_withoutAFile_isTheRowAsked() {
    assertThat(checkpoint("7").read(42)).isEqualTo(new Position(42, 42, 0));
  }

  @Test
  void read_whatWasWrittenLast_isReadBack() throws IOException {
    checkpoint("7").write(new Position(0, 10, 11));
    checkpoint("7").write(new Position(0, 20, 23));
    assertThat(checkpoint("7").read(0)).isEqualTo(new Position(0, 20, 23));
    try (var files = Files.list(folder.resolve("in"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void read_ofAnotherRun_saysWhatDiffers() {
    checkpoint("7").write(new Position(0, 10, 11));
    assertThatThrownBy(() -> checkpoint("8").read(0))
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("whose seed is '7' and not '8'");
  }

  @Test
  void read_whatIsNoCheckpoint_isRefused() throws IOException {
    Files.createDirectories(folder.resolve("in"));
    for (String text :
        new String[] {
          "[]", "{}", "{\"seed\":\"7\",\"nextRow\":-1,\"sent\":0}", "{\"seed\":\"7\"}"
        }) {
      Files.writeString(folder.resolve("in/run.json"), text);
      assertThatThrownBy(() -> checkpoint("7").read(0))
          .as(text)
          .hasMessageStartingWith("Cannot go on from checkpoint '");
    }
  }

  @Test
  void write_whereNoFileCanBe_saysSo() throws IOException {
    Files.writeString(folder.resolve("in"), "a file");
    assertThatThrownBy(() -> checkpoint("7").write(new Position(0, 1, 1)))
        .hasMessageStartingWith("Cannot write checkpoint '");
  }

  private Checkpoint checkpoint(String seed) {
    return new Checkpoint(folder.resolve("in/run.json"), Map.of("seed", seed));
  }
}
