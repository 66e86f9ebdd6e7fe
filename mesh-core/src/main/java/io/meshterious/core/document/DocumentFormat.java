// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How a document is written down. */
public enum DocumentFormat {
  /** YAML 1.2, core schema. */
  YAML,
  /** JSON, RFC 8259. */
  JSON;

  /** The format that a file's name says: {@code .yaml} and {@code .yml}, or {@code .json}. */
  public static Optional<DocumentFormat> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return Optional.of(YAML);
    }
    return name.endsWith(".json") ? Optional.of(JSON) : Optional.empty();
  }
}
