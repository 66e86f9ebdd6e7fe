// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruthLogTest {
  private static final List<Expectation> EXPECTATIONS = List.of(Expectation.values());

  @TempDir Path folder;

  private static Fault fault(long row, FaultKind kind, String field) {
    return new Fault(
        row,
        row + 3,
        "id \"" + row + "\\ é",
        kind,
        Optional.ofNullable(field),
        "warehouse.events.orders",
        "1.0.0",
        "orders",
        row % 2 == 0 ? Optional.of("north") : Optional.empty(),
        EXPECTATIONS.get((int) row % 4),
        "00112233445566778899aabbccddeeff");
  }

  private static List<Fault> read(Path file) {
    List<Fault> faults = new ArrayList<>();
    TruthLog.read(file, faults::add);
    return faults;
  }

  private Path written(List<Fault> faults) {
    Path file = folder.resolve("truth.ndjson");
    try (TruthLog log = TruthLog.create(file)) {
      faults.forEach(log);
    }
    return file;
  }

  private static List<Fault> several() {
    List<Fault> faults = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      faults.add(fault(faults.size(), kind, faults.size() % 3 == 0 ? null : "a.b"));
    }
    return faults;
  }

  @Test
  void read_ofWhatWasWritten_givesTheSame() throws IOException {
    Path file = written(several());
    assertThat(read(file)).isEqualTo(several());
    assertThat(Files.readAllLines(file).get(1))
        .isEqualTo(
            "{\"row\":1,\"step\":4,\"id\":\"id \\\"1\\\\ é\",\"kind\":\"wrong-type\",\"field\":\"a.b\","
                + "\"contract\":\"warehouse.events.orders\",\"version\":\"1.0.0\",\"table\":\"orders\","
                + "\"expect\":\"deduplicated\",\"digest\":\"00112233445566778899aabbccddeeff\"}");
  }

  @Test
  void resume_cutsWhatComesAgain() throws IOException {
    Path file = written(several());
    Files.writeString(file, "{\"row\":99,\"id\":\"}", StandardOpenOption.APPEND);
    try (TruthLog log = TruthLog.resume(file, 7)) {
      assertThat(read(file)).isEqualTo(several().subList(0, 7));
      several().subList(7, 9).forEach(log);
      log.flush();
      assertThat(read(file)).isEqualTo(several().subList(0, 9));
    }
    try (TruthLog log = TruthLog.resume(file, it -> it.publisher().isPresent())) {
      log.accept(fault(50, FaultKind.LATE, null));
    }
    assertThat(read(file)).extracting(Fault::row).containsExactly(0L, 2L, 4L, 6L, 8L, 50L);
    assertThat(folder).isDirectoryNotContaining("glob:**.cut");
  }

  @Test
  void resume_ofNoFile_beginsOne() {
    Path file = folder.resolve("new.ndjson");
    try (TruthLog log = TruthLog.resume(file, 7)) {
      log.accept(fault(8, FaultKind.LATE, null));
    }
    assertThat(read(file)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "[]",
        "{\"row\":1}",
        "{\"row\":1.5,\"step\":1}",
        "{\"row\":1,\"step\":1,\"id\":\"a\",\"kind\":\"odd\"}"
      })
  void read_ofWhatIsNoEntry_namesTheLine(String line) throws IOException {
    Path file = written(several().subList(0, 2));
    Files.writeString(file, line + "\n{}\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(MeshException.class)
        .hasMessageStartingWith("Cannot read the truth log '" + file + "', line 3: ")
        .extracting(it -> ((MeshException) it).code())
        .isEqualTo(ProducerError.TRUTH_LOG_INVALID);
  }

  @Test
  void read_ofNoFile_saysSo() {
    assertThatThrownBy(() -> read(folder.resolve("none")))
        .hasMessageContaining("NoSuchFileException");
  }
}
