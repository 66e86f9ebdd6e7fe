// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that do not start: the name server and the console are real, the node is a script. */
class RabbitNodeIT {
  @TempDir private Path binaries;

  @BeforeEach
  void require() {
    RabbitFixture.REQUIREMENT.check(RabbitFixture.binaries().isPresent());
  }

  /** A server that notes where it was started, leaves a process behind and ends. */
  private void serverThatSays(String text) throws IOException {
    Path script = binaries.resolve("rabbitmq-server");
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo "$HOME $RABBITMQ_NODE_PORT" >>'%s'
        sleep 600 &
        echo '%s'
        exit 3
        """
            .formatted(binaries.resolve("starts"), text));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private List<String> starts(int column) throws IOException {
    return Files.readAllLines(binaries.resolve("starts")).stream()
        .map(it -> it.split(" ", -1)[column])
        .toList();
  }

  @Test
  void start_nodeThatEnds_tellsItsLastWords_andLeavesNothing() throws Exception {
    // Given
    serverThatSays("no such cluster");

    // When
    assertThatThrownBy(() -> RabbitNode.start(binaries))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("no such cluster");

    // Then
    assertThat(starts(0)).hasSize(1);
    assertThat(Path.of(starts(0).get(0))).doesNotExist();
    assertThat(NodeProcesses.withEnvironment("[" + starts(0).get(0) + "]")).isEmpty();
  }

  @Test
  void start_portsTakenMeanwhile_triesOthers() throws Exception {
    // Given
    serverThatSays("eaddrinuse");

    // When
    assertThatThrownBy(() -> RabbitNode.start(binaries)).hasMessageContaining("eaddrinuse");

    // Then
    assertThat(starts(1)).hasSize(3).doesNotHaveDuplicates();
    for (String folder : starts(0)) {
      assertThat(Path.of(folder)).doesNotExist();
      assertThat(NodeProcesses.withEnvironment("[" + folder + "]")).isEmpty();
    }
  }

  @Test
  void start_noPrograms_leavesNothing() {
    assertThatThrownBy(() -> RabbitNode.start(binaries))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("rabbitmq-server");
  }
}
