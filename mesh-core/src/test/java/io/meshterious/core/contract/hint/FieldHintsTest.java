// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.hint;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldHintsTest {
  /** A property with one custom property, whose value is YAML. */
  private static Property property(String name, String value) {
    return property("customProperties: [{property: " + name + ", value: " + value + "}]");
  }

  private static Property property(String keys) {
    Document document =
        Document.parse(
            "{schema: [{name: t, properties: [{name: c, " + keys + "}]}]}",
            DocumentFormat.YAML,
            "hints.odcs.yaml");
    return DataContract.lenient(document).tables().get(0).properties().get(0);
  }

  @Test
  void vocabulary_valuesWithAndWithoutWeight() {
    FieldHints hints =
        property("mesh.vocabulary", "[north, {value: south, weight: 2.5}, 7, true]").hints();
    assertThat(hints.vocabulary())
        .containsExactly(
            new FieldHints.Weighted(ScalarNode.text("north"), 1),
            new FieldHints.Weighted(ScalarNode.text("south"), 2.5),
            new FieldHints.Weighted(ScalarNode.number(7), 1),
            new FieldHints.Weighted(ScalarNode.flag(true), 1));
  }

  @Test
  void vocabulary_whatLintRefuses_readsAsAbsent() {
    FieldHints hints =
        property(
                "mesh.vocabulary",
                "[null, [a], {weight: 2}, {value: null}, {value: a, weight: 0}, {value: b, weight: -1}]")
            .hints();
    assertThat(hints.vocabulary())
        .containsExactly(
            new FieldHints.Weighted(ScalarNode.text("a"), 1),
            new FieldHints.Weighted(ScalarNode.text("b"), 1));
    assertThat(property("mesh.vocabulary", "north").hints().vocabulary()).isEmpty();
  }

  @Test
  void allowedValues_comeFromTheVocabulary_elseFromTheStandardsRule() {
    String rule = "quality: [{metric: invalidValues, arguments: {validValues: [a, b]}, mustBe: 0}]";
    assertThat(property(rule).allowedValues())
        .containsExactly(ScalarNode.text("a"), ScalarNode.text("b"));
    assertThat(
            property(rule + ", customProperties: [{property: mesh.vocabulary, value: [a]}]")
                .allowedValues())
        .containsExactly(ScalarNode.text("a"));
    assertThat(property(rule.replace("mustBe: 0", "mustBeLessThan: 5")).allowedValues()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Distribution.Kind.class)
  void distribution_everyKind_isRead(Distribution.Kind kind) {
    FieldHints hints =
        property("mesh.distribution", "{kind: " + kind.text() + ", mean: 3}").hints();
    assertThat(hints.distribution()).map(Distribution::kind).contains(kind);
  }

  @Test
  void distribution_parameters_areNumbersOrListsOfThem() {
    Distribution series =
        property(
                "mesh.distribution",
                "{kind: series, base: 40, trend: 0.2, weekly: [1, 1, 1, 1, 1.4, 0.8, 0.5], noise: much}")
            .hints()
            .distribution()
            .orElseThrow();
    assertThat(series.parameter("base")).isEqualTo(OptionalDouble.of(40));
    assertThat(series.parameter("trend")).isEqualTo(OptionalDouble.of(0.2));
    assertThat(series.parameter("noise")).isEmpty();
    assertThat(series.parameter("yearly")).isEmpty();
    assertThat(series.parameters("weekly")).containsExactly(1.0, 1.0, 1.0, 1.0, 1.4, 0.8, 0.5);
    assertThat(series.parameters("base")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{kind: gauss}", "{mean: 1}", "normal", "{kind: Normal}"})
  void distribution_unknownKind_readsAsAbsent(String value) {
    assertThat(property("mesh.distribution", value).hints().distribution()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {south: 47.2, west: 5.9, north: 55.1, east: 15.0}                              | box
          {south: 47.2, west: 5.9, north: 55.1, east: 15.0, motion: box}                 | box
          {south: 47.2, west: 5.9, north: 55.1, east: 15.0, motion: walk, speedKmh: 60}  | 60.0
          {south: 47.2, west: 5.9, north: 55.1, east: 15.0, speedKmh: 60}                | box
          {south: -90, west: -180, north: 90, east: 180}                                 | box
          {south: 1, west: 1, north: 1, east: 1}                                         | box
          {south: 55.1, west: 5.9, north: 47.2, east: 15.0}                              | absent
          {south: 47.2, west: 15.0, north: 55.1, east: 5.9}                              | absent
          {south: -91, west: 0, north: 1, east: 1}                                       | absent
          {south: 0, west: 0, north: 1, east: 181}                                       | absent
          {south: 0, west: 0, north: 1}                                                  | absent
          {south: a, west: 0, north: 1, east: 1}                                         | absent
          Hamburg                                                                        | absent
          """)
  void geo_bounds(String value, String motion) {
    String found =
        property("mesh.geo", value)
            .hints()
            .geo()
            .map(GeoBounds::speedKmh)
            .map(speed -> speed.isPresent() ? String.valueOf(speed.getAsDouble()) : "box")
            .orElse("absent");
    assertThat(found).isEqualTo(motion);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {handling: mask}                | MASK     |
          {handling: hash, kind: email}   | HASH     | EMAIL
          {handling: tokenize, kind: id}  | TOKENIZE | ID
          {handling: drop, kind: phone}   | DROP     | PHONE
          {handling: none, kind: name}    | NONE     | NAME
          {handling: mask, kind: shoe}    | MASK     |
          """)
  void personalData_handlingAndKind(
      String value, PersonalData.Handling handling, PersonalData.Kind kind) {
    PersonalData data = property("mesh.pii", value).hints().personalData().orElseThrow();
    assertThat(data.handling()).isEqualTo(handling);
    assertThat(data.kind().orElse(null)).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mask", "{kind: email}", "{handling: burn}", "{handling: Mask}"})
  void personalData_withoutHandling_readsAsAbsent(String value) {
    assertThat(property("mesh.pii", value).hints().personalData()).isEmpty();
  }

  @Test
  void referenceAndDerivedFrom_areTexts() {
    assertThat(property("mesh.reference", "products.product_id").hints().reference())
        .contains("products.product_id");
    assertThat(property("mesh.derivedFrom", "qty * unit_price").hints().derivedFrom())
        .contains("qty * unit_price");
    assertThat(property("mesh.derivedFrom", "42").hints().derivedFrom()).isEmpty();
  }

  @Test
  void defaultValue_isAnyValueButNull() {
    assertThat(property("mesh.default", "42").hints().defaultValue()).contains(Node.of(42));
    assertThat(property("mesh.default", "null").hints().defaultValue()).isEmpty();
  }
}
