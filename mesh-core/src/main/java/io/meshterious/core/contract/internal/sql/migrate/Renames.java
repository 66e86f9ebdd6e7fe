// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.migrate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Puts renames into an order in which no name is taken twice; where names go in a circle, one waits
 * under a name of its own.
 */
final class Renames {
  /**
   * One rename.
   *
   * @param from the name before
   * @param to the name after
   */
  record Rename(String from, String to) {}

  private Renames() {}

  static List<Rename> ordered(Map<String, String> wanted, String waiting) {
    Map<String, String> left = new LinkedHashMap<>();
    wanted.forEach(
        (from, to) -> {
          if (!from.equals(to)) {
            left.put(from, to);
          }
        });
    List<Rename> ordered = new ArrayList<>();
    int circles = 0;
    while (!left.isEmpty()) {
      Set<String> taken = new HashSet<>(left.keySet());
      List<String> free =
          left.keySet().stream().filter(from -> !taken.contains(left.get(from))).toList();
      if (free.isEmpty()) {
        circles++;
        String from = left.keySet().iterator().next();
        String parked = waiting + circles;
        ordered.add(new Rename(from, parked));
        left.put(parked, Objects.requireNonNull(left.remove(from)));
      }
      for (String from : free) {
        ordered.add(new Rename(from, Objects.requireNonNull(left.remove(from))));
      }
    }
    return ordered;
  }
}
