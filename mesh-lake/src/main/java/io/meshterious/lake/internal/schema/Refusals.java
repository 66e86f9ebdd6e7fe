// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.error.ErrorCode;
import io.meshterious.core.error.MeshException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reasons why something cannot be done, collected so that one error tells all of them. */
final class Refusals {
  private final Set<String> reasons = new LinkedHashSet<>();
  private final Set<String> paths = new HashSet<>();

  /** Adds the reason why something cannot be. */
  void add(String path, String why) {
    paths.add(path);
    reasons.add("'" + path + "': " + why);
  }

  /**
   * Adds a reason unless there is one about that path, which then tells the same in other words.
   */
  void addUnlessSaid(String path, String why) {
    if (!paths.contains(path)) {
      add(path, why);
    }
  }

  /** Whether there is a reason. */
  boolean any() {
    return !reasons.isEmpty();
  }

  /**
   * Throws one error with all reasons, if there are any.
   *
   * @param cannot what cannot be done, such as {@code Cannot make a table of 'orders'}
   */
  void throwIfAny(ErrorCode code, String cannot) {
    if (!reasons.isEmpty()) {
      throw new MeshException(code, cannot + ":" + text());
    }
  }

  private String text() {
    if (reasons.size() == 1) {
      return " " + reasons.iterator().next();
    }
    return " " + reasons.size() + " reasons\n  " + String.join("\n  ", reasons);
  }
}
