// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** The command line tells what there is, and refuses what there is not. */
class BenchCliTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void noArguments_listsTheBenchmarks() {
    // When
    int code = run();

    // Then
    assertThat(code).isZero();
    assertThat(out.toString()).contains("--quick", "--json", "--rounds");
    Benches.all().forEach(bench -> assertThat(out.toString()).contains(bench.about()));
  }

  @Test
  void unknownName_listsTheKnownOnes() {
    // When
    int code = run("encoed");

    // Then
    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("mesh: Cannot find benchmark 'encoed': known are " + Benches.names());
  }

  @Test
  void badNumbers_areRefused() {
    assertThat(run("all", "--rounds", "0")).isEqualTo(2);
    assertThat(run("all", "--cores", "99999")).isEqualTo(2);
    assertThat(err.toString())
        .contains("mesh: Invalid --rounds: 0 (from 1 to 1000)", "mesh: Invalid --cores: 99999");
  }

  @Test
  void optionsOfSingleBenchmarks_areCheckedAndRefusedElsewhere() {
    assertThat(run("ingest", "--source", "file")).isEqualTo(2);
    assertThat(run("encode", "--source", "queue")).isEqualTo(2);
    assertThat(run("dedupe", "--ids", "0")).isEqualTo(2);
    assertThat(run("ingest", "--ids", "5")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "mesh: Invalid --source: file (one of [memory, queue, stream])",
            "mesh: Invalid --source: only benchmark 'ingest' has it",
            "mesh: Invalid --ids: 0 (from 1 to 300000000)",
            "mesh: Invalid --ids: only benchmark 'dedupe' has it");
  }

  @Test
  void missingName_isRefused() {
    assertThat(run("--quick")).isEqualTo(2);
    assertThat(err.toString()).startsWith("mesh: Missing NAME: known benchmarks are ");
  }

  private int run(String... args) {
    return BenchCli.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
