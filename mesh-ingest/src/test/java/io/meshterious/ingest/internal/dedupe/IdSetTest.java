// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.testkit.SeededRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IdSetTest {
  @Test
  void addAll_anyIdentifiers_areNewAsInASetOfObjects() {
    SeededRandom random = SeededRandom.forTest("identifiers");
    for (int round = 0; round < SeededRandom.rounds(20); round++) {
      IdSet ids = new IdSet(random.below(5_000));
      Set<UUID> model = new HashSet<>();
      int spread = 1 + random.below(round % 2 == 0 ? 5_000 : 200_000);
      long[] high = new long[20_000];
      long[] low = new long[high.length];
      boolean[] fresh = new boolean[high.length];
      for (int i = 0; i < high.length; i++) {
        long number = random.below(spread);
        high[i] = round % 3 == 0 ? 0 : number * 0x9E3779B97F4A7C15L;
        low[i] = round % 3 == 1 ? 0 : number;
      }
      int from = 0;
      while (from < high.length) {
        int to = Math.min(high.length, from + 1 + random.below(700));
        int added = ids.addAll(high, low, from, to, fresh);
        int expected = 0;
        for (int i = from; i < to; i++) {
          boolean is = model.add(new UUID(high[i], low[i]));
          assertThat(fresh[i]).as("seed %s, %s", random.seed(), i).isEqualTo(is);
          expected += is ? 1 : 0;
        }
        assertThat(added).isEqualTo(expected);
        from = to;
      }
      assertThat(ids.size()).isEqualTo(model.size());
      for (UUID id : model) {
        assertThat(ids.contains(id.getMostSignificantBits(), id.getLeastSignificantBits()))
            .isTrue();
      }
      assertThat(ids.contains(1, -1)).isFalse();
      ids.clear();
      assertThat(ids.size()).isZero();
      assertThat(ids.add(high[0], low[0])).isTrue();
      assertThat(ids.add(high[0], low[0])).isFalse();
    }
  }

  @Test
  void addAll_manyIdentifiers_takesLittleMemoryBesides() {
    // Given
    int count = 300_000;
    IdSet grown = new IdSet(0);
    IdSet expected = new IdSet(count);
    long before = expected.bytes();
    // When
    for (int i = 0; i < count; i++) {
      assertThat(grown.add(i, -i)).isTrue();
      assertThat(expected.add(i, -i)).isTrue();
    }
    // Then
    for (int i = 0; i < count; i++) {
      assertThat(grown.add(i, -i)).isFalse();
      assertThat(grown.contains(-i - 1, i)).isFalse();
    }
    assertThat(grown.size()).isEqualTo(count);
    AtomicInteger given = new AtomicInteger();
    grown.forEach((high, low) -> given.incrementAndGet());
    assertThat(given).hasValue(count);
    assertThat(grown.bytes()).isBetween(24L * count, 49L * count);
    assertThat(expected.bytes()).isEqualTo(before);
    assertThat(new IdSet(0).bytesWith(count)).isEqualTo(before);
  }
}
