// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The first thousand rows of every example table are the same bytes on every machine and JDK. Who
 * changes what is generated changes {@code golden-rows.txt}, and knows that all recorded runs end.
 */
class GoldenRowsTest {
  @Test
  void rows_ofEveryExample_areTheRecordedBytes() throws IOException {
    List<String> golden = Files.readAllLines(Path.of("src/test/resources/golden-rows.txt"));
    List<String> now = ExampleGenerators.all().stream().map(GoldenRowsTest::line).toList();
    assertThat(now).isEqualTo(golden);
  }

  private static String line(Generator generator) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long rows = Math.min(1000, generator.rows());
      generator.ndjson(0, rows, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      String hash = HexFormat.of().formatHex(digest.digest(), 0, 16);
      return generator.table().name() + " " + rows + " " + hash;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
