// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.testkit.rabbitmq.RabbitFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every benchmark still runs. */
class BenchesTest {
  @TestFactory
  Stream<DynamicTest> smallestCase_runsAndReports() {
    return Benches.all().stream()
        .map(
            bench ->
                DynamicTest.dynamicTest(
                    bench.name(), () -> runsAndReports(bench, BenchOptions.NONE)));
  }

  @TestFactory
  Stream<DynamicTest> ingestFromABroker_runsAndReports() {
    return Stream.of(BenchOptions.QUEUE, BenchOptions.STREAM)
        .map(source -> DynamicTest.dynamicTest(source, () -> ingestFrom(source)));
  }

  private static void ingestFrom(String source) throws Exception {
    RabbitFixture.REQUIREMENT.check(RabbitFixture.binaries().isPresent());
    runsAndReports(
        Benches.named("ingest").orElseThrow(),
        new BenchOptions(Optional.of(source), OptionalInt.empty()));
  }

  @Test
  void ingestFromMemory_measuresWhatAnEventTakes() throws Exception {
    // Given
    List<BenchResult> results = new ArrayList<>();

    // When
    BenchCli.run(
        Benches.named("ingest").orElseThrow(),
        BenchSize.SMOKE,
        1,
        BenchOptions.NONE,
        null,
        results::add);

    // Then
    assertThat(results).extracting(BenchResult::baselineName).contains("naive", "DuckDB COPY");
    assertThat(results)
        .filteredOn(result -> result.baselineName().equals("naive"))
        .allSatisfy(
            result -> {
              assertThat(result.allocated()).isPresent();
              assertThat(result.baselineAllocated()).isPresent();
              assertThat(result.facts())
                  .containsKeys(
                      "cpuMicrosPerEvent", "threadCpuMicrosPerEvent", "bytesPerRow", "commitMillis")
                  .allSatisfy((fact, value) -> assertThat(value).isPositive());
              assertThat(result.baselineFacts()).containsKeys("bytesPerRow", "commitMillis");
            });
  }

  private static void runsAndReports(Bench bench, BenchOptions options) throws Exception {
    // Given
    if (bench.name().equals("publish")) {
      RabbitFixture.REQUIREMENT.check(RabbitFixture.binaries().isPresent());
    }
    List<BenchResult> results = new ArrayList<>();

    // When
    BenchCli.run(bench, BenchSize.SMOKE, 1, options, null, results::add);

    // Then
    assertThat(results)
        .isNotEmpty()
        .allSatisfy(
            result -> {
              assertThat(result.bench()).isEqualTo(bench.name()).matches("[a-z]+");
              assertThat(result.caseName()).isNotBlank();
              assertThat(result.ours()).isPositive();
              assertThat(result.baseline()).isPositive();
              assertThat(result.ratio()).isPositive();
            });
  }
}
