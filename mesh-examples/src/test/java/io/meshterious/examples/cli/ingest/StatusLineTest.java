// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.ingest.IngestCounts;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.IngestStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The line about a pipeline on a terminal. */
class StatusLineTest {
  private static final Instant NOW = Instant.parse("2026-03-14T09:00:10Z");

  private static IngestStatus status(IngestState state, String why, OptionalLong waiting) {
    return new IngestStatus(
        state,
        why,
        new IngestCounts(1_000, 900, 60, 40, 3, 9_999, 2),
        50,
        waiting,
        Optional.of(NOW.minusSeconds(4)),
        Duration.ofSeconds(20),
        900,
        4_096,
        Map.of());
  }

  @Test
  void text_ofAPipelineThatRuns_tellsRateAndCounts() {
    assertThat(StatusLine.text(status(IngestState.RUNNING, "", OptionalLong.of(70)), 1234, NOW))
        .isEqualTo(
            "1,234/s  70 waiting  900 stored, 60 deduplicated, 40 rejected, 3 late"
                + "  committed 4 s ago");
  }

  @Test
  void text_ofAPipelineThatWaits_saysWhy() {
    String why = "nobody answers";
    assertThat(StatusLine.text(status(IngestState.BACKING_OFF, why, OptionalLong.empty()), 0, NOW))
        .startsWith("0/s  900 stored")
        .endsWith("[backing off: nobody answers]");
  }

  @Test
  void show_again_writesOver_andClear_takesAway() {
    StringWriter written = new StringWriter();
    StatusLine line = new StatusLine(new PrintWriter(written));
    line.clear();
    assertThat(written.toString()).isEmpty();
    line.show(status(IngestState.RUNNING, "x".repeat(300), OptionalLong.of(1)));
    line.show(status(IngestState.RUNNING, "", OptionalLong.of(1)));
    line.clear();
    assertThat(written.toString().split("\r", -1))
        .hasSize(5)
        .allMatch(it -> it.length() <= 110)
        .endsWith("");
  }
}
