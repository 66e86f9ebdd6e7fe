// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.site;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.pattern.LinearPattern;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Patterns, each compiled once however often it stands in the contracts. */
final class Patterns {
  /**
   * What became of a pattern.
   *
   * @param pattern the compiled pattern; absent when it was refused
   * @param problem why it was refused; empty text when it was not
   */
  record Outcome(Optional<LinearPattern> pattern, String problem) {}

  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

  /** Compiles a pattern. */
  Outcome compile(String pattern) {
    return outcomes.computeIfAbsent(pattern, Patterns::outcome);
  }

  private static Outcome outcome(String pattern) {
    try {
      return new Outcome(Optional.of(LinearPattern.compile(pattern)), "");
    } catch (MeshException refused) {
      return new Outcome(Optional.empty(), FieldSite.reason(refused));
    }
  }
}
