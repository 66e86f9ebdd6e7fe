// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockTest {
  private final Clock clock = new Clock(100);

  @Test
  void see_laterEvents_goesWithThem() {
    assertThat(clock.see(1_000)).isZero();
    assertThat(clock.see(1_100)).isZero();
    assertThat(clock.see(1_050)).isEqualTo(50);
    assertThat(clock.now()).isEqualTo(1_100);
  }

  @Test
  void see_oneFarAhead_staysWhereItIs() {
    clock.see(1_000);
    assertThat(clock.see(1_000_000)).isZero();
    assertThat(clock.see(1_010)).isZero();
    assertThat(clock.see(2_000_000)).isZero();
    assertThat(clock.see(1_020)).isZero();
    assertThat(clock.now()).isEqualTo(1_020);
  }

  @Test
  void see_severalFarAheadInARow_jumpsToTheEarliest() {
    clock.see(1_000);
    clock.see(5_003);
    clock.see(5_001);
    clock.see(5_002);
    assertThat(clock.now()).isEqualTo(5_001);
    assertThat(clock.see(1_001)).isEqualTo(4_000);
  }

  @Test
  void set_anEarlierTime_keepsItsOwn() {
    clock.see(1_000);
    clock.set(900);
    assertThat(clock.now()).isEqualTo(1_000);
    clock.set(1_200);
    assertThat(clock.now()).isEqualTo(1_200);
  }
}
