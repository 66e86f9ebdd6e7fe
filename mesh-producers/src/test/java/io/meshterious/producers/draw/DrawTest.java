// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawTest {
  private static final int DRAWS = 200_000;

  @Test
  void bits_ofAKeyAndARow_areTheSameEverywhere() {
    long key = Draw.key(42, "warehouse.events.orders", "orders", "qty");
    assertThat(key).isEqualTo(-2136459582012576571L);
    assertThat(Draw.bits(key, 0)).isEqualTo(-6651864406195497226L);
    assertThat(Draw.bits(key, 1_000_000_007L)).isEqualTo(845946029168745099L);
    assertThat(Draw.bits(key, 0, 3)).isEqualTo(8321642470736648630L);
  }

  @Test
  void key_namesCutElsewhere_differs() {
    assertThat(Draw.key(1, "ab", "c")).isNotEqualTo(Draw.key(1, "a", "bc"));
    assertThat(Draw.key(1, "a")).isNotEqualTo(Draw.key(2, "a"));
  }

  @Test
  void below_everyNumber_isAsFrequent() {
    int[] counts = new int[10];
    for (int row = 0; row < DRAWS; row++) {
      counts[(int) Draw.below(Draw.bits(99, row), 10)]++;
    }
    assertThat(Arrays.stream(counts).boxed())
        .allSatisfy(n -> assertThat(n.doubleValue()).isCloseTo(20_000, within(700.0)));
  }

  @Test
  void bits_ofNeighbours_areUnrelated() {
    int[] counts = new int[64];
    for (int row = 0; row < DRAWS; row++) {
      long changed = Draw.bits(7, row) ^ Draw.bits(7, row + 1);
      for (int bit = 0; bit < 64; bit++) {
        counts[bit] += (int) (changed >>> bit & 1);
      }
    }
    assertThat(Arrays.stream(counts).boxed())
        .allSatisfy(n -> assertThat(n.doubleValue() / DRAWS).isCloseTo(0.5, within(0.01)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 10, 97, 1000, 4096, 65_537})
  void shuffle_allNumbers_areThereOnce(long size) {
    Shuffle shuffle = new Shuffle(size, 5);
    Set<Long> seen = new HashSet<>();
    for (long i = 0; i < size; i++) {
      seen.add(shuffle.at(i));
    }
    assertThat(seen).hasSize((int) size).allMatch(n -> n >= 0 && n < size);
    assertThat(shuffle.at(size)).isEqualTo(shuffle.at(0));
  }

  @ParameterizedTest
  @ValueSource(longs = {10_000_000_000_000L, 1L << 40, (1L << 61) - 1, 1L << 61})
  void shuffle_manyNumbers_differ(long size) {
    Shuffle shuffle = new Shuffle(size, 11);
    Set<Long> seen = new HashSet<>();
    for (long i = 0; i < 20_000; i++) {
      seen.add(shuffle.at(size - 1 - i));
      seen.add(shuffle.at(i));
    }
    assertThat(seen).hasSize(40_000).allMatch(n -> n >= 0 && n < size);
  }

  @Test
  void weights_drawnOften_haveTheirShares() {
    Weights weights = new Weights(new double[] {55, 30, 10, 5});
    double[] shares = new double[4];
    for (int row = 0; row < DRAWS; row++) {
      shares[weights.at(Draw.unit(Draw.bits(3, row)))] += 100.0 / DRAWS;
    }
    assertThat(shares).containsExactly(new double[] {55, 30, 10, 5}, within(0.5));
  }

  @Test
  void weights_overTheWholeRange_haveExactlyTheirShares() {
    int places = 5_000_000;
    double[] weights = {0, 3, 0.5, 0, 0, 12, 1, 0};
    double[] shares = new double[weights.length];
    Weights chosen = new Weights(weights);
    for (int place = 0; place < places; place++) {
      shares[chosen.at((place + 0.5) / places)] += 16.5 / places;
    }
    assertThat(shares).containsExactly(weights, within(1e-4));
  }

  @Test
  void weights_endsOfTheRange_areOnesThatThereAre() {
    Weights weights = Weights.zipf(50_000, 1.1);
    assertThat(weights.at(0)).isBetween(0, 49_999);
    assertThat(weights.at(Math.nextDown(1.0))).isBetween(0, 49_999);
  }

  @Test
  void poisson_drawnOften_hasItsMeanAndVariance() {
    Weights weights = Weights.poisson(9);
    double[] values = draws(unit -> weights.at(unit));
    assertThat(mean(values)).isCloseTo(9, within(0.05));
    assertThat(variance(values)).isCloseTo(9, within(0.2));
  }

  @Test
  void normal_drawnOften_hasItsMeanAndDeviation() {
    Spread spread = Spread.normal(48, 5, -1000, 1000);
    double[] values = draws(spread::at);
    assertThat(mean(values)).isCloseTo(48, within(0.1));
    assertThat(Math.sqrt(variance(values))).isCloseTo(5, within(0.1));
  }

  @Test
  void normal_cutAtBounds_doesNotPileUpThere() {
    Spread spread = Spread.normal(0.22, 0.18, 0, 1);
    double[] values = draws(spread::at);
    assertThat(Arrays.stream(values).filter(v -> v < 0.001).count()).isLessThan(DRAWS / 200);
    assertThat(Arrays.stream(values).min().orElseThrow()).isNotNegative();
  }

  @Test
  void lognormal_drawnOften_hasItsMedian() {
    Spread spread = Spread.lognormal(3.2, 0.7, 0.01, 9999.99);
    double[] values = draws(spread::at);
    Arrays.sort(values);
    assertThat(values[DRAWS / 2]).isCloseTo(Math.exp(3.2), within(0.3));
    assertThat(values[(int) (DRAWS * 0.841)]).isCloseTo(Math.exp(3.9), within(1.0));
  }

  private static double[] draws(DoubleUnaryOperator value) {
    double[] values = new double[DRAWS];
    for (int row = 0; row < DRAWS; row++) {
      values[row] = value.applyAsDouble(Draw.unit(Draw.bits(17, row)));
    }
    return values;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }
}
