// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void nextMillis_failureAfterFailure_growsUpToTheLongestAndBeginsAnew() {
    Backoff backoff = new Backoff(new Random(7), Duration.ofMillis(100), Duration.ofMillis(1_000));
    for (long whole : new long[] {100, 200, 400, 800, 1_000, 1_000}) {
      assertThat(backoff.nextMillis()).isBetween(whole / 2, whole);
    }
    backoff.reset();
    assertThat(backoff.nextMillis()).isBetween(50L, 100L);
  }
}
