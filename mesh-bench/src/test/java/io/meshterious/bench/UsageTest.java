// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What other threads allocate is counted as long as they are alive. */
class UsageTest {
  private static final int BYTES = 10_000_000;

  @Test
  void soFar_countsThreadsThatBeganSince() throws Exception {
    // Given
    CountDownLatch allocated = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    Usage usage = Usage.start();
    byte[][] kept = new byte[1][];
    Thread thread =
        new Thread(
            () -> {
              kept[0] = new byte[BYTES];
              allocated.countDown();
              try {
                asked.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });

    // When
    thread.start();
    allocated.await();
    Usage.Used used = usage.soFar();
    asked.countDown();
    thread.join();

    // Then
    assertThat(kept[0]).hasSize(BYTES);
    assertThat(used.allocatedBytes()).isBetween((long) BYTES, 20L * BYTES);
    assertThat(used.seconds()).isPositive();
    assertThat(used.sample(10).allocatedBytesPerEvent().orElseThrow())
        .isEqualTo(used.allocatedBytes() / 10.0);
  }
}
