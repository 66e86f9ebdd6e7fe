// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.ErrorRange;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.keep.MaintenanceReport.Skipped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeepOptionsTest {
  private static Stream<Arguments> refused() {
    MaintenanceOptions options = MaintenanceOptions.standard();
    return Stream.of(
        bad("number of threads: 0", () -> options.threads(0)),
        bad("budget in bytes: 0", () -> options.budgetBytes(0)),
        bad("budget in files: -1", () -> options.budgetFiles(-1)),
        bad("budget in time: PT0S", () -> options.budgetTime(Duration.ZERO)),
        bad("target size of data files: 65535", () -> Compaction.binPack().targetBytes(65_535)),
        bad("least number of files: 0", () -> Compaction.binPack().leastFiles(0)),
        bad("bytes of a group: 0", () -> Compaction.binPack().groupBytes(0)),
        bad("ratio of deleted rows: 0.0", () -> Compaction.binPack().deleteRatio(0)),
        bad("ratio of deleted rows: 1.1", () -> Compaction.binPack().deleteRatio(1.1)),
        bad("ratio of deleted rows: NaN", () -> Compaction.binPack().deleteRatio(Double.NaN)),
        bad("target size of manifests: 0", () -> ManifestRewrite.standard().targetBytes(0)),
        bad(
            "age of snapshots to expire: PT-1S",
            () -> SnapshotExpiry.standard().olderThan(Duration.ofSeconds(-1))),
        bad("number of snapshots to keep: 0", () -> SnapshotExpiry.standard().keepLast(0)),
        bad(
            "safety age of orphans: PT59M59S",
            () -> OrphanRemoval.standard().olderThan(Duration.ofSeconds(3_599))),
        bad("age of a tag or branch: PT0S", () -> Refs.Keep.of(Duration.ZERO)),
        bad("number of snapshots kept: 0", () -> Refs.Keep.standard().atLeast(0)));
  }

  private static Arguments bad(String what, Runnable setter) {
    return Arguments.of(what, setter);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void setter_badValue_refusesAtOnce(String what, Runnable setter) {
    assertThatThrownBy(setter::run)
        .isInstanceOfSatisfying(
            MeshException.class, e -> assertThat(e.code()).isEqualTo(KeepError.INVALID_OPTION))
        .hasMessageStartingWith("Invalid " + what + " (");
  }

  @Test
  void setters_goodValues_areKept() {
    // Given
    MaintenanceOptions options =
        MaintenanceOptions.of(Compaction.sort("a", "b").groupBytes(9).leastFiles(2))
            .threads(3)
            .budgetBytes(4)
            .budgetFiles(5)
            .budgetTime(Duration.ofMinutes(6));
    // When
    Compaction compaction = (Compaction) options.tasks().get(0);
    // Then
    assertThat(compaction.sortColumns()).containsExactly("a", "b");
    assertThat(compaction.title()).isEqualTo("compact and sort");
    assertThat(List.of(options.threads(), (int) options.budgetBytes(), options.budgetFiles()))
        .containsExactly(3, 4, 5);
    assertThat(MaintenanceOptions.standard().tasks())
        .extracting(MaintenanceTask::title)
        .containsExactly(
            "compact",
            "remove dangling deletes",
            "rewrite manifests",
            "expire snapshots",
            "remove orphans");
  }

  @Test
  void report_withFailure_saysSoAndThrowsIt() {
    // Given
    MeshException why = new MeshException(KeepError.STEP_FAILED, "Cannot compact: no disk");
    TableCounts counts = new TableCounts(12, 3, 40, 1_234_567, 2, 1_000);
    MaintenanceReport report =
        new MaintenanceReport(
            "lake.raw.orders",
            counts,
            counts,
            List.of(
                new MaintenanceReport.Step(
                    "compact",
                    5,
                    1,
                    0,
                    999_960,
                    0,
                    1,
                    List.of(new Skipped("day=1", "the time is over")),
                    Optional.of(why),
                    Duration.ofMillis(70))),
            Duration.ofMillis(80));
    // When
    String text = report.toString();
    // Then
    assertThat(report.failed()).isTrue();
    assertThatThrownBy(report::orThrow).isSameAs(why);
    assertThat(text)
        .isEqualTo(
            """
            Maintenance of lake.raw.orders, 80 ms
              before  12 snapshots, 3 manifests, 40 data files (1.2 MB), 2 delete files
              after   12 snapshots, 3 manifests, 40 data files (1.2 MB), 2 delete files
              compact: 5 files removed, 1 added (1.0 MB), 0 B freed, 1 commits, 70 ms
                  failed: Cannot compact: no disk
                  skipped day=1: the time is over
            """);
  }

  @Test
  void errorCodes_lieInTheirRange_inOrder() {
    assertThat(KeepError.values())
        .allMatch(code -> code.number() >= 6_500 && code.number() < 6_550)
        .allMatch(code -> ErrorRange.COMMIT.contains(code.number()));
    assertThat(Arrays.stream(KeepError.values()).map(KeepError::number)).isSorted();
  }
}
