// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds take turns, and become the lines that people and machines read. */
class ReportTest {
  @TempDir private java.nio.file.Path folder;

  @Test
  void compare_contendersTakeTurns_inBothOrders() throws Exception {
    // Given
    List<String> calls = new ArrayList<>();

    // When
    compare(it -> {}, 2, recorded("ours", calls, 4, 5), recorded("theirs", calls, 2, 2));

    // Then
    assertThat(calls).containsExactly("ours", "theirs", "theirs", "ours");
  }

  @Test
  void compare_ratioIsHowManyTimesAsGood_whicheverWayIsBetter() throws Exception {
    // Given
    List<BenchResult> results = new ArrayList<>();
    Metric latency = Metric.lower("p99", "ms");

    // When
    compare(
        results::add,
        1,
        Contender.of("ours", () -> Sample.of(Metric.rate("rows/s"), 80).and(latency, 5)),
        Contender.of("theirs", () -> Sample.of(Metric.rate("rows/s"), 10).and(latency, 40)));

    // Then
    assertThat(results).extracting(BenchResult::caseName).containsExactly("case", "case p99");
    assertThat(results).extracting(BenchResult::ratio).containsExactly(8.0, 8.0);
  }

  @Test
  void compare_mediansAndSpread_areOverRounds() throws Exception {
    // Given
    List<BenchResult> results = new ArrayList<>();

    // When
    compare(
        results::add,
        3,
        recorded("ours", new ArrayList<>(), 30, 20, 22),
        recorded("theirs", new ArrayList<>(), 10, 10, 10));

    // Then
    assertThat(results)
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.ours()).isEqualTo(22);
              assertThat(result.baseline()).isEqualTo(10);
              assertThat(result.rounds()).isEqualTo(3);
              assertThat(result.spread()).isEqualTo((3.0 - 2.0) / 2.2);
            });
  }

  @Test
  void json_hasTheFieldsOfEveryBenchmark() throws Exception {
    assertThat(printed(JsonReport::new).strip())
        .matches(
            "\\{\"bench\":\"sample\",\"case\":\"case\",\"ours\":4200000,\"baseline\":500000,"
                + "\"baselineName\":\"theirs\",\"unit\":\"rows/s\",\"ratio\":8.4,"
                + "\"allocBytesPerEvent\":8.25,\"baselineAllocBytesPerEvent\":1200,"
                + "\"rounds\":1,\"spread\":0,\"jdk\":\"[^\"]+\",\"cores\":\\d+,"
                + "\"bytesPerRow\":50.5,\"baselineBytesPerRow\":50}");
  }

  @Test
  void text_isALineOfWords() throws Exception {
    assertThat(printed(TextReport::new).strip())
        .isEqualTo(
            "sample  case:  4.20 M rows/s  beside  500,000 rows/s (theirs)  =  8.40x"
                + "  spread 0 % in 1 round; garbage 8.25 beside 1,200 B/row"
                + "; bytes per row 50.5 beside 50.0 (+1.0 %)");
  }

  private String printed(Function<PrintWriter, BenchReport> form) throws Exception {
    StringWriter text = new StringWriter();
    Metric rate = Metric.rate("rows/s");
    compare(
        form.apply(new PrintWriter(text)),
        1,
        Contender.of(
            "ours", () -> Sample.of(rate, 4_200_000).allocated(8.25).fact("bytesPerRow", 50.5)),
        Contender.of(
            "theirs", () -> Sample.of(rate, 500_000).allocated(1200).fact("bytesPerRow", 50)));
    return text.toString();
  }

  private void compare(BenchReport report, int rounds, Contender ours, Contender baseline)
      throws Exception {
    Bench bench =
        new Bench() {
          @Override
          public String name() {
            return "sample";
          }

          @Override
          public String about() {
            return "a sample";
          }

          @Override
          public void run(BenchRun run) throws Exception {
            run.compare("case", ours, baseline);
          }
        };
    BenchCli.run(bench, BenchSize.SMOKE, rounds, BenchOptions.NONE, folder, report);
  }

  private static Contender recorded(String name, List<String> calls, double... values) {
    Iterator<Double> next = java.util.Arrays.stream(values).iterator();
    return Contender.of(
        name,
        () -> {
          calls.add(name);
          return Sample.of(Metric.rate("rows/s"), next.next());
        });
  }
}
