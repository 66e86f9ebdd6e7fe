// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacerTest {
  private static final long SECOND = 1_000_000_000L;

  /** A clock that stands still unless it is waited for. */
  private static final class Clock implements Pacer.Waiting {
    private long now = 77 * SECOND;
    private long waited;

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public void pause(long nanos) {
      waited += nanos;
      now += nanos;
    }
  }

  @Test
  void await_whatIsDueLater_waitsForItFromTheFirstCallOn() throws InterruptedException {
    Clock clock = new Clock();
    Pacer pacer = new Pacer(clock);
    pacer.await(0);
    pacer.await(10 * SECOND);
    pacer.await(12 * SECOND);
    assertThat(clock.waited).isEqualTo(12 * SECOND);
  }

  @Test
  void await_aLittleBehind_makesUpForIt() throws InterruptedException {
    // Given
    Clock clock = new Clock();
    Pacer pacer = new Pacer(clock);
    pacer.await(0);
    clock.now += SECOND / 2;

    // When
    for (int i = 1; i <= 10; i++) {
      pacer.await(i * SECOND / 10);
    }

    // Then
    assertThat(clock.waited).isEqualTo(SECOND / 2);
  }

  @Test
  void await_longBehind_makesUpForASecondOnly() throws InterruptedException {
    // Given
    Clock clock = new Clock();
    Pacer pacer = new Pacer(clock);
    pacer.await(0);
    clock.now += 100 * SECOND;

    // When
    for (int i = 1; i <= 30; i++) {
      pacer.await(i * SECOND / 10);
    }

    // Then
    assertThat(clock.waited).isEqualTo(3 * SECOND - SECOND - SECOND / 10);
  }
}
