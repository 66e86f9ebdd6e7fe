// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  @ParameterizedTest
  @CsvSource({"500/s, 500", "6/m, 0.1", "1/10s, 0.1", "2/250ms, 8", "3.5/s, 3.5", "36/h, 0.01"})
  void parse_steadyRates_areThatManyASecond(String text, double perSecond) {
    assertThat(Rate.parse(text).events(1000)).isCloseTo(1000 * perSecond, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "500/s",
        "1/10s",
        "ramp 10/s..1000/s in 60s",
        "day 500/s in 86400s",
        "spikes 100/s..2000/s every 60s for 5s",
        "max"
      })
  void toString_ofAnyRate_isReadAsTheSame(String text) {
    Rate rate = Rate.parse(text);
    Rate again = Rate.parse(rate.toString());
    for (double seconds : new double[] {0.5, 7, 59, 61, 4000, 100_000}) {
      assertThat(again.events(seconds)).isEqualTo(rate.events(seconds));
    }
  }

  @Test
  void dueNanos_ofEveryCurve_isWhenSoManyEventsHaveBeen() {
    for (String text :
        new String[] {
          "400/s", "ramp 0/s..100/s in 20s", "day 50/s in 10m", "spikes 0/s..900/s every 10s for 1s"
        }) {
      Rate rate = Rate.parse(text);
      long before = -1;
      for (long number = 0; number < 5000; number += 7) {
        long due = rate.dueNanos(number);
        assertThat(due).as("%s %s", text, number).isGreaterThan(before);
        assertThat(rate.events(due / 1e9)).as(text).isCloseTo((double) number, within(1e-3));
        before = due;
      }
    }
  }

  @Test
  void ramp_afterItsEnd_keepsTheRateItReached() {
    Rate rate = Rate.ramp(0, 100, Duration.ofSeconds(10));
    assertThat(rate.events(10)).isCloseTo(500, within(1e-9));
    assertThat(rate.events(12)).isCloseTo(700, within(1e-9));
  }

  @Test
  void day_overAWholeOne_hasTheAverageAndAQuietNight() {
    Rate rate = Rate.day(100, Duration.ofHours(24));
    double day = 24 * 3600;
    assertThat(rate.events(day)).isCloseTo(100 * day, within(1e-3));
    double night = rate.events(4 * 3600) - rate.events(3 * 3600);
    double afternoon = rate.events(18 * 3600) - rate.events(17 * 3600);
    assertThat(afternoon / night).isBetween(11.0, 12.0);
  }

  @Test
  void spikes_atTheEndOfEachStretch_areTheOnlyTimeOfTheHigherRate() {
    Rate rate = Rate.spikes(10, 1000, Duration.ofSeconds(60), Duration.ofSeconds(5));
    assertThat(rate.events(55)).isCloseTo(550, within(1e-6));
    assertThat(rate.events(60) - rate.events(55)).isCloseTo(5000, within(1e-6));
    assertThat(rate.events(600)).isCloseTo(55_500, within(1e-6));
  }

  @Test
  void every_firstEvent_isDueAtOnce() {
    Rate rate = Rate.every(Duration.ofSeconds(10));
    assertThat(rate.dueNanos(0)).isZero();
    assertThat(rate.dueNanos(3)).isBetween(29_999_999_000L, 30_000_001_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fast",
        "0/s",
        "-1/s",
        "5",
        "2000000000/s",
        "ramp 1/s..0/s in 5s",
        "day 1/s in 0s"
      })
  void parse_whatIsNoRate_saysWhatIs(String text) {
    assertThatThrownBy(() -> Rate.parse(text)).hasMessageStartingWith("Invalid rate: ");
  }

  @Test
  void spikes_longerThanTheTimeBetween_areRefused() {
    assertThatThrownBy(() -> Rate.parse("spikes 1/s..2/s every 5s for 5s"))
        .hasMessage("Invalid rate: 5s (a spike is shorter than the time between two)");
  }
}
