// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.lint;

import io.meshterious.core.document.Location;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that lint found.
 *
 * @param rule which rule found it
 * @param file the contract's file or other origin
 * @param location the line and column
 * @param jsonPath the place in the document, such as {@code $.schema[0].properties[2].required}
 * @param found what was found, as a sentence without a full stop
 * @param allowed what is allowed, as a sentence without a full stop; empty text where {@code found}
 *     says it all
 * @param suggestion what was probably meant
 */
public record Finding(
    LintRule rule,
    String file,
    Location location,
    String jsonPath,
    String found,
    String allowed,
    Optional<String> suggestion) {
  /** How bad it is. */
  public Severity severity() {
    return rule.severity();
  }

  /** What was found, what is allowed and what was probably meant, in one line. */
  public String message() {
    return found
        + (allowed.isEmpty() ? "" : "; " + allowed)
        + suggestion.map(it -> " — did you mean " + it + "?").orElse("");
  }

  /**
   * The form {@code file:line:column: severity [rule] message (path)}, which editors can jump to.
   */
  @Override
  public String toString() {
    return file
        + ":"
        + location.line()
        + ":"
        + location.column()
        + ": "
        + severity().name().toLowerCase(Locale.ROOT)
        + " ["
        + rule.id()
        + "] "
        + message()
        + " ("
        + jsonPath
        + ")";
  }
}
