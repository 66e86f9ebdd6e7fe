// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.testkit.process.ChildJvm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes use one folder. */
class LakeProcessesTest {
  private static final int PROCESSES = 4;
  private static final int TABLES = 5;

  @TempDir Path temp;

  @Test
  void lake_openedForTheFirstTimeBySeveralProcesses_isMadeOnce_andLosesNothing() throws Exception {
    // Given
    Path folder = temp.resolve("lake");
    long begin = System.currentTimeMillis() + 2000;
    List<Process> processes = new ArrayList<>();

    // When
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(ChildJvm.start(LakeProcess.class, folder, i, TABLES, begin));
    }
    int won = 0;
    for (Process process : processes) {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
      won += Integer.parseInt(output.strip().replaceAll("(?s).*won ", ""));
    }

    // Then
    assertThat(won).isEqualTo(TABLES);
    try (Lake lake = Lake.open(folder)) {
      assertThat(lake.tables()).hasSize(PROCESSES * TABLES + TABLES);
      for (int i = 0; i < PROCESSES; i++) {
        for (int j = 0; j < TABLES; j++) {
          assertThat(lake.table("t" + i + "_" + j).properties()).containsEntry("by", "p" + i);
        }
      }
    }
  }
}
