// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.testkit.rabbitmq.RabbitFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every benchmark still runs. */
class BenchesTest {
  @TestFactory
  Stream<DynamicTest> smallestCase_runsAndReports() {
    return Benches.all().stream()
        .map(bench -> DynamicTest.dynamicTest(bench.name(), () -> runsAndReports(bench)));
  }

  private static void runsAndReports(Bench bench) throws Exception {
    // Given
    if (bench.name().equals("publish")) {
      RabbitFixture.REQUIREMENT.check(RabbitFixture.binaries().isPresent());
    }
    List<BenchResult> results = new ArrayList<>();

    // When
    BenchCli.run(bench, BenchSize.SMOKE, 1, null, results::add);

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
