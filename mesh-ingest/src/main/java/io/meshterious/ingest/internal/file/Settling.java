// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which files stay as they are: nobody seems to write them any more. For one thread. */
final class Settling {
  private record Seen(FileStat stat, long since) {}

  private final long millis;
  private final Map<String, Seen> unsettled = new HashMap<>();

  /** Files that do not change for so long have settled. */
  Settling(Duration settle) {
    this.millis = settle.toMillis();
  }

  /** Whether a file that looks like this now has settled. */
  boolean settled(String name, FileStat stat) {
    long now = System.nanoTime();
    // A time that lies ahead is of another clock, and says nothing.
    long age = System.currentTimeMillis() - stat.changed();
    Seen seen = unsettled.get(name);
    boolean watched =
        seen != null && seen.stat().equals(stat) && now - seen.since() >= millis * 1_000_000;
    if (millis == 0 || age >= millis || watched) {
      unsettled.remove(name);
      return true;
    } else if (seen == null || !seen.stat().equals(stat)) {
      unsettled.put(name, new Seen(stat, now));
    }
    return false;
  }

  /** Forgets the files that are no more. */
  void keepOnly(Set<String> names) {
    unsettled.keySet().retainAll(names);
  }
}
