// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.error;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that somebody probably meant, for messages that end in "did you mean
 * 'orders'?". Names are compared without regard to case; a missing, extra, wrong or swapped
 * character counts as one mistake, and a third of the name may be mistakes, three at most.
 */
public final class NearMiss {
  private static final int LONGEST = 64;

  private NearMiss() {}

  /**
   * The known name nearest to a wrong one; of several that are equally near, the first.
   *
   * @param wrong the name that is not known
   * @param known the names that are
   * @return empty when none is near enough
   */
  public static Optional<String> of(String wrong, Collection<String> known) {
    String typed = wrong.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, Math.min(3, typed.length() / 3));
    if (typed.isEmpty() || typed.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> best = Optional.empty();
    for (String candidate : known) {
      boolean comparable =
          !candidate.isEmpty()
              && !candidate.equals(wrong)
              && Math.abs(candidate.length() - typed.length()) <= allowed;
      int distance =
          comparable ? distance(typed, candidate.toLowerCase(Locale.ROOT)) : Integer.MAX_VALUE;
      if (distance <= allowed && distance < Math.max(typed.length(), candidate.length())) {
        best = Optional.of(candidate);
        allowed = distance - 1;
      }
      if (allowed < 0) {
        break;
      }
    }
    return best;
  }

  /**
   * How many characters must be inserted, removed, replaced or swapped with their neighbour to get
   * from one text to the other.
   */
  private static int distance(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[to.length()];
  }
}
