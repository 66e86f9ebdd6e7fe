// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.meshterious.core.document.DocumentException;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultPlanTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("faults.yaml"), text);
  }

  @Test
  void load_ofAFullPlan_readsEverything() throws IOException {
    Path file =
        file(
            """
            seed: 7
            spread: 0.1
            faults:
              malformed: 0.04
              duplicate: {share: 0.02, within: 20}
              wrong-type:
                share: 0.01
                fields: [qty, customer.segment]
              late: {share: 0.03, by: P9D}
              oversized: {share: 0.001, bytes: 70000}
            drift:
              - {field: unit_price, from: 5000, scale: 1.5, shift: -1}
              - {field: channel, from: 9, value: web, share: 0.9}
            """);
    FaultPlan plan = FaultPlan.load(file);
    assertThat(plan.seed()).hasValue(7);
    assertThat(plan.spread()).isEqualTo(0.1);
    assertThat(plan.shares())
        .containsEntry(FaultKind.TRUNCATED, 0.01)
        .containsEntry(FaultKind.BAD_UTF8, 0.01)
        .containsEntry(FaultKind.LATE, 0.03)
        .hasSize(8);
    assertThat(plan.options(FaultKind.DUPLICATE).within()).hasValue(20);
    assertThat(plan.options(FaultKind.WRONG_TYPE).fields())
        .containsExactly("qty", "customer.segment");
    assertThat(plan.options(FaultKind.LATE).by()).contains(Duration.ofDays(9));
    assertThat(plan.options(FaultKind.OVERSIZED).bytes()).hasValue(70_000);
    Drift price = plan.drifts().get(0);
    assertThat(price.field()).isEqualTo("unit_price");
    assertThat(price.from()).isEqualTo(5000);
    assertThat(price.scale()).isEqualByComparingTo("1.5");
    assertThat(price.shift()).isEqualByComparingTo("-1");
    assertThat(plan.drifts().get(1)).isEqualTo(Drift.ofShare("channel", 9, "web", 0.9));
    assertThat(FaultPlan.parse(file.toString()).shares()).isEqualTo(plan.shares());
  }

  @Test
  void parse_ofShares_readsThem() {
    assertThat(FaultPlan.parse("0.02").spread()).isEqualTo(0.02);
    assertThat(FaultPlan.parse("late=0.01, duplicate=0.5").shares())
        .isEqualTo(Map.of(FaultKind.LATE, 0.01, FaultKind.DUPLICATE, 0.5));
    assertThat(
            FaultPlan.parse("malformed=0.1").shares().values().stream().mapToDouble(it -> it).sum())
        .isCloseTo(0.1, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "lat=0.1;Invalid fault plan 'lat=0.1': there is no kind 'lat'; did you mean 'late'?; known are [malformed, missing-required,",
        "late=2;Invalid fault plan 'late=2': a share is 2.0, and has to be 0 to 1",
        "late=x;Invalid fault plan 'late=x': 'x' is no share (a number from 0 to 1)",
        "late=0.6,future=0.6;Invalid fault plan 'late=0.6,future=0.6': the shares come to 1.2, and a row has at most one fault",
        "late=0.1,late=0.1;Invalid fault plan 'late=0.1,late=0.1': it names 'late' twice",
        "1.5;Invalid fault plan '1.5': a share is 1.5, and has to be 0 to 1",
        "drift=0.1;Invalid fault plan 'drift=0.1': drift has no share",
        "late;Invalid fault plan 'late': a plan is a share such as 0.02,",
      })
  void parse_ofWhatIsWrong_saysWhat(String text, String message) {
    assertThatThrownBy(() -> FaultPlan.parse(text))
        .isInstanceOf(MeshException.class)
        .hasMessageStartingWith(message)
        .extracting(it -> ((MeshException) it).code())
        .isEqualTo(ProducerError.FAULT_PLAN_INVALID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "fualts: {};line 1, column 1: there is no 'fualts' here; did you mean 'faults'?; allowed are [seed, spread, faults, drift]",
        "faults: {laet: 0.1};line 1, column 10: there is no kind 'laet'; did you mean 'late'?",
        "faults: {late: much};line 1, column 16: 'late' is a number, found text",
        "faults: {late: {share: 0.1, within: 3}};line 1, column 29: there is no 'within' here; allowed are [share, by]",
        "faults: {late: {by: P1D}};line 1, column 16: it needs 'share'",
        "faults: {late: {share: 0.1, by: soon}};line 1, column 33: 'by' cannot be read:",
        "faults: {duplicate: {share: 0.1, within: 0}};line 1, column 42: invalid within: 0 (1 to 100000)",
        "faults: {wrong-type: {share: 0.1, fields: qty}};line 1, column 43: 'fields' is a list of properties",
        "drift: [{field: a, from: 1}];line 1, column 9: invalid drift of 'a': it needs a scale or a shift, or a value with its share",
        "drift: [{field: a, value: x, scale: 2, share: 1}];line 1, column 9: a drift has a scale and a shift, or a value with its share",
        "spread: 7;line 1, column 9: a share is 7.0, and has to be 0 to 1",
        "[late];line 1, column 1: a plan is a map, found list",
      })
  void load_ofWhatIsWrong_namesThePlace(String text, String message) throws IOException {
    Path file = file(text + "\n");
    assertThatThrownBy(() -> FaultPlan.load(file))
        .hasMessageStartingWith("Invalid fault plan '" + file + "', " + message);
  }

  @Test
  void load_ofAFileThatIsNotThere_saysSo() {
    assertThatThrownBy(() -> FaultPlan.parse(folder.resolve("none.yaml").toString()))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("there is no such file");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DRIFT")
  void fault_withAnOptionOfOtherKinds_isRefused(FaultKind kind) {
    Map<String, FaultOptions> all =
        Map.of(
            "fields", FaultOptions.DEFAULT.withFields("a"),
            "within", FaultOptions.DEFAULT.withWithin(1),
            "by", FaultOptions.DEFAULT.withBy(Duration.ofDays(1)),
            "bytes", FaultOptions.DEFAULT.withBytes(1));
    all.forEach(
        (name, options) -> {
          FaultPlan.Builder builder = FaultPlan.builder();
          if (kind.options().contains(name)) {
            assertThat(builder.fault(kind, 0.1, options).build().options(kind)).isEqualTo(options);
          } else {
            assertThatThrownBy(() -> builder.fault(kind, 0.1, options))
                .hasMessage(
                    "Invalid fault plan: '"
                        + kind.label()
                        + "' has no option '"
                        + name
                        + "'; it has "
                        + kind.options());
          }
        });
    assertThat(FaultKind.of(kind.label())).isEqualTo(Optional.of(kind));
  }
}
