// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.dedupe;

import java.util.Set;
import java.util.UUID;

/** A set of objects. */
record UuidIds(Set<UUID> ids) implements Ids {
  @Override
  public int addAll(int count, int step, int first) {
    int added = 0;
    int number = first;
    for (int i = 0; i < count; i++) {
      added += ids.add(new UUID(Ids.high(number), Ids.low(number))) ? 1 : 0;
      number = Ids.next(number, step, count);
    }
    return added;
  }
}
