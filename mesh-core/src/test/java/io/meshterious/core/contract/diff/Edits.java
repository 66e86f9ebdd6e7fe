// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The base contract of the tests, and versions of it with some text replaced. */
final class Edits {
  static final String BASE = read();

  private Edits() {}

  private static String read() {
    try (InputStream in =
        Objects.requireNonNull(Edits.class.getResourceAsStream("base.odcs.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The base with pairs of texts replaced; each first text stands in it exactly once. */
  static String edited(String... replacements) {
    String text = BASE;
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(text.split(java.util.regex.Pattern.quote(replacements[i]), -1))
          .as("places of <%s>", replacements[i])
          .hasSize(2);
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    return text;
  }

  static DataContract contract(String yaml) {
    return DataContract.lenient(Document.parse(yaml, DocumentFormat.YAML, "test"));
  }

  static ContractDiff diff(String older, String newer) {
    return contract(newer).diff(contract(older));
  }
}
