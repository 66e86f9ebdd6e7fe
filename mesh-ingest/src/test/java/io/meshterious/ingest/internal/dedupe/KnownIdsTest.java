// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.dedupe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.IngestError;
import io.meshterious.testkit.SeededRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownIdsTest {
  private static final int BATCH = 500;
  private static final long MEMORY = 1 << 16;

  private final long[] high = new long[BATCH];
  private final long[] low = new long[BATCH];
  private final boolean[] fresh = new boolean[BATCH];
  private final Set<UUID> model = new HashSet<>();
  private int wrong;

  /** Adds random ids, and counts those that were taken for known and are not. */
  private void add(KnownIds known, SeededRandom random) {
    for (int i = 0; i < BATCH; i++) {
      high[i] = random.below(3) == 0 ? 0 : random.anyLong();
      low[i] = random.below(20_000);
    }
    known.addAll(high, low, BATCH, fresh);
    for (int i = 0; i < BATCH; i++) {
      boolean isNew = model.add(new UUID(high[i], low[i]));
      assertThat(isNew || !fresh[i]).isTrue();
      wrong += isNew && !fresh[i] ? 1 : 0;
    }
  }

  @Test
  void addAll_moreThanMemoryHolds_neverCallsNewWhatIsKnown_untilItEnds() {
    // Given
    SeededRandom random = SeededRandom.forTest("filtered ids");
    KnownIds known = new KnownIds(MEMORY, true);
    while (known.exact()) {
      add(known, random);
      assertThat(wrong).isZero();
    }
    assertThat(known.size()).isGreaterThan(2_000);
    // When, then
    assertThatThrownBy(
            () -> {
              while (true) {
                add(known, random);
              }
            })
        .isInstanceOf(MeshException.class)
        .hasMessageContaining("at most " + MEMORY + " are allowed")
        .extracting(it -> ((MeshException) it).code())
        .isEqualTo(IngestError.DEDUPE_MEMORY);
    assertThat(known.bytes()).isEqualTo(MEMORY / 2);
    assertThat(wrong).isBetween(1, model.size() / 40);
    assertThat(known.size() + wrong).isEqualTo(model.size());
    for (UUID id : model) {
      assertThat(known.contains(id.getMostSignificantBits(), id.getLeastSignificantBits()))
          .isTrue();
    }
    known.clear();
    assertThat(known.exact()).isTrue();
  }

  @Test
  void addAll_withoutFilter_endsWhenMemoryIsFull() {
    SeededRandom random = SeededRandom.forTest("exact ids");
    KnownIds known = new KnownIds(MEMORY);
    assertThatThrownBy(
            () -> {
              while (true) {
                add(known, random);
              }
            })
        .isInstanceOf(MeshException.class);
    assertThat(known.exact()).isTrue();
    assertThat(wrong).isZero();
  }

  @Test
  void expect_moreThanMemoryHolds_filtersFromTheStart() {
    KnownIds known = new KnownIds(MEMORY, true);
    known.expect(1_000);
    assertThat(known.exact()).isTrue();
    known.expect(10_000);
    assertThat(known.exact()).isFalse();
    assertThat(known.bytes()).isEqualTo(MEMORY / 2);
  }
}
