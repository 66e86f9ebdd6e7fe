// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The code that a test shares with the README: what stands between two comments. */
final class ReadmeCode {
  private static final String BEGIN = "// readme:begin\n";
  private static final String END = "// readme:end";

  private ReadmeCode() {}

  static void assertHeld(Class<?> test) throws IOException {
    String name = test.getName().replace('.', '/') + ".java";
    String source = Files.readString(Path.of("src/test/java", name));
    int end = source.indexOf(END);
    String region = source.substring(source.indexOf(BEGIN) + BEGIN.length(), end);
    assertThat(Files.readString(Path.of("..", "README.md")))
        .contains("```java\n" + region.stripTrailing().stripIndent() + "\n```");
  }
}
