// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.PropertyBuilder;
import io.meshterious.core.contract.render.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Contracts to render, and the files that come out, as they lie in {@code src/test/resources}. */
public final class RenderFixture {
  private static final Path RESOURCES = Path.of("src/test/resources");

  private RenderFixture() {}

  /** The contract that shows what a contract can say. */
  public static DataContract parcels() {
    return DataContract.load(RESOURCES.resolve("render/parcels.odcs.yaml"));
  }

  /** A contract of one table {@code t} with one property {@code p}. */
  public static DataContract with(LogicalType type, Consumer<PropertyBuilder> property) {
    return DataContract.builder()
        .id("one")
        .name("one")
        .version("1.0.0")
        .status("active")
        .table("t", table -> table.property("p", type, property))
        .build();
  }

  /**
   * Compares files with those in a folder below {@code golden}. {@code -Dgolden.update} writes them
   * instead, and fails, so that nobody forgets to look at what changed.
   */
  public static void assertGolden(String folder, Rendering rendering) {
    Path golden = RESOURCES.resolve("golden").resolve(folder);
    try {
      if (System.getProperty("golden.update") != null) {
        write(golden, rendering);
        fail("Wrote %s; look at what changed, and run without -Dgolden.update", golden);
      }
      List<String> expected = paths(golden);
      assertThat(rendering.files().stream().map(Rendering.File::path).sorted().toList())
          .as("files in %s", golden)
          .isEqualTo(expected);
      for (Rendering.File file : rendering.files()) {
        assertThat(file.content())
            .as("%s (update with -Dgolden.update)", file.path())
            .isEqualTo(Files.readString(golden.resolve(file.path()), StandardCharsets.UTF_8));
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static List<String> paths(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static void write(Path folder, Rendering rendering) throws IOException {
    if (Files.isDirectory(folder)) {
      for (String old : paths(folder)) {
        Files.delete(folder.resolve(old));
      }
    }
    for (Rendering.File file : rendering.files()) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, file.content(), StandardCharsets.UTF_8);
    }
  }
}
