// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.ingest.IngestCommit;
import io.meshterious.ingest.IngestCounts;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.IngestStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The line about a pipeline on a terminal. */
class StatusLineTest {
  private static final Instant NOW = Instant.parse("2026-03-14T09:00:10Z");

  private static final IngestCounts COUNTS = new IngestCounts(1_000, 900, 60, 40, 3, 9_999, 2);
  private static final IngestCommit COMMIT =
      new IngestCommit(
          "orders",
          "raw.orders",
          1,
          OptionalLong.empty(),
          NOW.minusSeconds(4),
          COUNTS,
          Map.of(),
          1,
          4_096,
          Duration.ofMillis(40),
          List.of());

  private static IngestStatus status(IngestState state, String why, OptionalLong waiting) {
    return new IngestStatus(
        state,
        why,
        COUNTS,
        Map.of(),
        50,
        waiting,
        Optional.of(COMMIT),
        Duration.ofSeconds(20),
        900,
        4_096,
        0,
        0,
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
  void log_saysHowItIs_nowAndThen_andWhenItDoesSomethingElse() {
    // Given
    StringWriter written = new StringWriter();
    StatusLog log = new StatusLog(new PrintWriter(written), NOW);
    IngestStatus fine = status(IngestState.RUNNING, "", OptionalLong.of(70));
    IngestStatus waits = status(IngestState.BACKING_OFF, "nobody answers", OptionalLong.empty());
    // When
    log.show(fine, NOW);
    log.show(waits, NOW.plusSeconds(2));
    log.show(waits, NOW.plusSeconds(3));
    log.show(fine, NOW.plusSeconds(4));
    log.show(fine, NOW.plusSeconds(13));
    log.show(fine, NOW.plusSeconds(14));
    // Then
    assertThat(written.toString().lines())
        .containsExactly(
            StatusLine.text(waits, 525, NOW.plusSeconds(2)),
            StatusLine.text(fine, 0, NOW.plusSeconds(4)),
            StatusLine.text(fine, 0, NOW.plusSeconds(14)));
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
