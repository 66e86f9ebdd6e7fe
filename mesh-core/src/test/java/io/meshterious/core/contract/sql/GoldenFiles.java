// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Expected texts in {@code src/test/resources/golden}. With {@code -Dgolden.update} they are
 * written instead of compared, and the run fails so that nobody takes it for a passed one.
 */
final class GoldenFiles {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "sql");

  private GoldenFiles() {}

  static Path file(String name) {
    return FOLDER.resolve(name);
  }

  static void compare(String name, String actual) throws IOException {
    if (System.getProperty("golden.update") != null) {
      Files.writeString(file(name), actual);
      fail(
          "Wrote golden file '"
              + name
              + "': look at the difference, and run again without -Dgolden.update");
    }
    assertThat(actual)
        .as("golden file '%s'; -Dgolden.update writes it", name)
        .isEqualTo(Files.readString(file(name)));
  }
}
