// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.dedupe;

import io.meshterious.ingest.internal.dedupe.IdSet;

/** Ours, with the batches that a lane reads. */
final class BatchedIds implements Ids {
  private static final int BATCH = 4_096;

  private final IdSet ids = new IdSet(0);
  private final long[] high = new long[BATCH];
  private final long[] low = new long[BATCH];
  private final boolean[] fresh = new boolean[BATCH];

  @Override
  public int addAll(int count, int step, int first) {
    int added = 0;
    int number = first;
    for (int from = 0; from < count; from += BATCH) {
      int size = Math.min(BATCH, count - from);
      for (int i = 0; i < size; i++) {
        high[i] = Ids.high(number);
        low[i] = Ids.low(number);
        number = Ids.next(number, step, count);
      }
      added += ids.addAll(high, low, 0, size, fresh);
    }
    return added;
  }
}
