// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import static io.meshterious.core.contract.diff.Edits.BASE;
import static io.meshterious.core.contract.diff.Edits.diff;
import static io.meshterious.core.contract.diff.Edits.edited;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.document.Node;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferTest {
  /** Kinds that do not come alone in the base contract; each has a test here. */
  static final Set<ChangeKind> KINDS_WITH_OTHERS =
      EnumSet.of(
          ChangeKind.TABLE_RENAMED, ChangeKind.TABLES_REORDERED, ChangeKind.PRIMARY_KEY_REORDERED);

  private static String tables(String... tables) {
    return "schema:\n" + String.join("", tables);
  }

  private static String table(String head, String... properties) {
    return "  - " + head + "\n    properties:\n" + String.join("", properties);
  }

  private static String property(String fields) {
    return "      - {" + fields + "}\n";
  }

  private static List<String> lines(ContractDiff diff) {
    return diff.changes().stream().map(change -> change.kind() + " " + change.path()).toList();
  }

  @Test
  void diff_itself_isEmpty() {
    assertThat(diff(BASE, BASE).changes()).isEmpty();
    assertThat(diff(BASE, BASE).requiredBump()).isEqualTo(VersionBump.NONE);
  }

  @Test
  void diff_tableOfSameIdAndOtherName_isRenamed_withItsPropertiesCompared() {
    // Given
    String older = tables(table("id: t\n    name: old", property("name: a, logicalType: string")));
    String newer =
        tables(
            table(
                "id: t\n    name: new", property("name: a, logicalType: string, required: true")));

    // When
    ContractDiff diff = diff(older, newer);

    // Then
    assertThat(lines(diff)).containsExactly("TABLE_RENAMED new", "NULLABLE_TO_REQUIRED new.a");
    Change renamed = diff.changes().get(0);
    assertThat(renamed.olderPath()).contains("old");
    assertThat(renamed.newerPath()).contains("new");
    assertThat(renamed.what()).isEqualTo("the name changed from \"old\" to \"new\"");
    assertThat(renamed.impact()).isEqualTo(Impact.BREAKING);
    assertThat(diff.changes().get(1).olderPath()).contains("old.a");
    assertThat(diff.ofTable("new")).hasSize(2);
    assertThat(diff.ofTable("old")).isEmpty();
  }

  @Test
  void diff_tablesSwapped_areReordered() {
    String first = table("name: one", property("name: a, logicalType: string"));
    String second = table("name: two", property("name: a, logicalType: string"));
    ContractDiff diff = diff(tables(first, second), tables(second, first));
    assertThat(lines(diff)).containsExactly("TABLES_REORDERED $.schema");
    assertThat(diff.impact()).isEqualTo(Impact.COSMETIC);
  }

  @Test
  void diff_primaryKeyPositionsSwapped_isReordered() {
    String key = "name: %s, logicalType: string, primaryKey: true, primaryKeyPosition: %d";
    String older =
        tables(table("name: t", property(key.formatted("a", 1)), property(key.formatted("b", 2))));
    String newer =
        tables(table("name: t", property(key.formatted("a", 2)), property(key.formatted("b", 1))));
    ContractDiff diff = diff(older, newer);
    assertThat(lines(diff)).containsExactly("PRIMARY_KEY_REORDERED t");
    assertThat(diff.changes().get(0).what()).isEqualTo("the primary key changed from a, b to b, a");
    assertThat(diff.changes().get(0).before()).contains(Node.of(List.of("a", "b")));
    assertThat(diff.changes().get(0).after()).contains(Node.of(List.of("b", "a")));
    assertThat(diff.impact()).isEqualTo(Impact.COMPATIBLE);
  }

  @Test
  void diff_renamedProperty_keepsKeysPartitionsAndReferences() {
    // Given
    String format =
        """
        schema:
          - name: customers
            properties:
              - {id: key, name: %1$s, logicalType: integer, primaryKey: true}
          - name: orders
            customProperties: [{property: mesh.partitioning, value: ['day(%2$s)']}]
            relationships: [{from: orders.customer, to: customers.%1$s}]
            properties:
              - {name: customer, logicalType: integer}
              - {id: when, name: %2$s, logicalType: timestamp}
        """;

    // When
    ContractDiff diff =
        diff(format.formatted("id", "ts"), format.formatted("customer_id", "event_ts"));

    // Then
    assertThat(
            lines(diff).stream()
                .filter(line -> !line.startsWith("CUSTOM") && !line.startsWith("RELATIONSHIP")))
        .containsExactly(
            "PROPERTY_RENAMED customers.customer_id", "PROPERTY_RENAMED orders.event_ts");
    Change renamed =
        diff.ofTable("orders").stream()
            .filter(it -> it.kind() == ChangeKind.PROPERTY_RENAMED)
            .findFirst()
            .orElseThrow();
    assertThat(renamed.olderPath()).contains("orders.ts");
    assertThat(renamed.newerPath()).contains("orders.event_ts");
    assertThat(renamed.before().map(Node::toString).orElse("")).contains("\"ts\"");
  }

  @Test
  void diff_sameNameWithOtherId_isAnotherProperty() {
    String older = tables(table("name: t", property("id: one, name: a, logicalType: string")));
    String newer = tables(table("name: t", property("id: two, name: a, logicalType: string")));
    ContractDiff diff = diff(older, newer);
    assertThat(lines(diff)).containsExactly("PROPERTY_ADDED_OPTIONAL t.a", "PROPERTY_REMOVED t.a");
    assertThat(diff.changes())
        .allSatisfy(
            change ->
                assertThat(change.reason())
                    .contains("the one of the same name has another id, so it is not the same"));
  }

  @Test
  void diff_namesSwappedBetweenIds_areTwoRenames() {
    String older =
        tables(
            table(
                "name: t",
                property("id: one, name: a, logicalType: string"),
                property("id: two, name: b, logicalType: string")));
    String newer =
        tables(
            table(
                "name: t",
                property("id: one, name: b, logicalType: string"),
                property("id: two, name: a, logicalType: string")));
    assertThat(lines(diff(older, newer)))
        .containsExactly("PROPERTY_RENAMED t.b", "PROPERTY_RENAMED t.a");
  }

  @Test
  void diff_sameDefinitionUnderOtherName_hintsAtARename() {
    String older =
        tables(
            table(
                "name: t",
                property("name: a, logicalType: string"),
                property("name: x, logicalType: date")));
    String newer =
        tables(
            table(
                "name: t",
                property("name: b, logicalType: string"),
                property("name: x, logicalType: date")));
    ContractDiff diff = diff(older, newer);
    assertThat(diff.changes().stream().map(Change::what))
        .containsExactly(
            "optional property 'b' is new (if it was renamed from 'a', give both the same id)",
            "property 'a' is gone (if it was renamed to 'b', give both the same id)");
  }

  @Test
  void diff_order_isContractThenTablesThenRemovedOnes() {
    String older =
        "name: x\n"
            + tables(
                table("name: gone", property("name: a, logicalType: string")),
                table(
                    "name: kept",
                    property("name: gone, logicalType: date"),
                    property("name: stays, logicalType: string")));
    String newer =
        "name: y\n"
            + tables(
                table("name: fresh", property("name: a, logicalType: string, required: true")),
                table(
                    "name: kept\n    description: now",
                    property("name: stays, logicalType: string, required: true"),
                    property("name: come, logicalType: integer")));
    assertThat(lines(diff(older, newer)))
        .containsExactly(
            "CONTRACT_RENAMED $.name",
            "TABLE_ADDED fresh",
            "DESCRIPTION_CHANGED kept",
            "NULLABLE_TO_REQUIRED kept.stays",
            "PROPERTY_ADDED_OPTIONAL kept.come",
            "PROPERTY_REMOVED kept.gone",
            "TABLE_REMOVED gone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          logicalType: integer, logicalTypeOptions: {format: i32}  | logicalType: integer, logicalTypeOptions: {format: i64}  | TYPE_WIDENED
          logicalType: integer, logicalTypeOptions: {format: u32}  | logicalType: integer, logicalTypeOptions: {format: i64}  | TYPE_WIDENED
          logicalType: integer, logicalTypeOptions: {format: i32}  | logicalType: integer, logicalTypeOptions: {format: u64}  | TYPE_CHANGED
          logicalType: integer                                     | logicalType: number                                      | TYPE_WIDENED
          logicalType: integer, logicalTypeOptions: {format: i64}  | logicalType: number                                      | TYPE_CHANGED
          logicalType: integer                                     | logicalType: number, physicalType: 'decimal(10,0)'       | TYPE_WIDENED
          logicalType: integer                                     | logicalType: number, physicalType: 'decimal(9,0)'        | TYPE_CHANGED
          logicalType: number, logicalTypeOptions: {format: f32}   | logicalType: number                                      | TYPE_WIDENED
          logicalType: number, physicalType: 'decimal(10,2)'       | logicalType: number, physicalType: 'decimal(12,2)'       | TYPE_WIDENED
          logicalType: number, physicalType: 'decimal(10,2)'       | logicalType: number, physicalType: 'decimal(12,4)'       | TYPE_WIDENED
          logicalType: number, physicalType: 'decimal(10,2)'       | logicalType: number, physicalType: 'decimal(10,4)'       | TYPE_CHANGED
          logicalType: string, logicalTypeOptions: {maxLength: 9}  | logicalType: string                                      | TYPE_WIDENED
          logicalType: string, physicalType: varchar(9)            | logicalType: string, physicalType: varchar(10)           | TYPE_WIDENED
          logicalType: string, logicalTypeOptions: {format: uuid}  | logicalType: string                                      | TYPE_WIDENED
          logicalType: string, logicalTypeOptions: {format: uuid}  | logicalType: string, logicalTypeOptions: {maxLength: 35} | TYPE_CHANGED
          logicalType: string, physicalType: varchar               | logicalType: string, physicalType: text                  | PHYSICAL_TYPE_CHANGED
          logicalType: string, physicalType: varchar(9)            | logicalType: string, physicalType: ' VARCHAR ( 9 )'      | OTHER_CHANGED
          logicalType: timestamp, physicalType: timestamp(3)       | logicalType: timestamp, physicalType: timestamp(6)       | TYPE_WIDENED
          logicalType: time, physicalType: time(6)                 | logicalType: time, physicalType: time(0)                 | TYPE_NARROWED
          logicalType: date                                        | logicalType: timestamp                                   | TYPE_CHANGED
          logicalType: timestamp                                   | logicalType: timestamp, logicalTypeOptions: {defaultTimezone: Europe/Berlin} | TIMEZONE_CHANGED
          logicalType: object, properties: [{name: x, logicalType: date}] | logicalType: object                               | TYPE_WIDENED
          logicalType: array                                       | logicalType: array, items: {logicalType: date}           | TYPE_NARROWED
          logicalType: array, items: {logicalType: date}           | logicalType: object, properties: [{name: x, logicalType: date}] | TYPE_CHANGED
          physicalType: geometry                                   | physicalType: geography                                  | TYPE_CHANGED
          logicalType: string, logicalTypeOptions: {format: email} | logicalType: string                                      | CONSTRAINT_LOOSENED
          logicalType: string                                      | logicalType: string, logicalTypeOptions: {format: email} | CONSTRAINT_TIGHTENED
          logicalType: string, logicalTypeOptions: {format: email} | logicalType: string, logicalTypeOptions: {format: uri}   | CONSTRAINT_CHANGED
          logicalType: string                                      | logicalType: string, logicalTypeOptions: {minLength: 1}  | CONSTRAINT_TIGHTENED
          logicalType: number, logicalTypeOptions: {multipleOf: 2} | logicalType: number, logicalTypeOptions: {multipleOf: 4} | CONSTRAINT_TIGHTENED
          logicalType: number, logicalTypeOptions: {multipleOf: 4} | logicalType: number, logicalTypeOptions: {multipleOf: 2} | CONSTRAINT_LOOSENED
          logicalType: number, logicalTypeOptions: {multipleOf: 4} | logicalType: number, logicalTypeOptions: {multipleOf: 6} | CONSTRAINT_CHANGED
          logicalType: date, logicalTypeOptions: {minimum: 2020-01-01} | logicalType: date, logicalTypeOptions: {minimum: 2021-01-01} | CONSTRAINT_TIGHTENED
          logicalType: date, logicalTypeOptions: {minimum: 2020-01-01} | logicalType: date, logicalTypeOptions: {minimum: 1.1.2021}  | CONSTRAINT_CHANGED
          logicalType: date, logicalTypeOptions: {maximum: 2020-01-01} | logicalType: date, logicalTypeOptions: {maximum: 2021-01-01} | CONSTRAINT_LOOSENED
          logicalType: array, logicalTypeOptions: {maxItems: 5}    | logicalType: array, logicalTypeOptions: {maxItems: 4}    | CONSTRAINT_TIGHTENED
          logicalType: array                                       | logicalType: array, logicalTypeOptions: {uniqueItems: true} | CONSTRAINT_TIGHTENED
          logicalType: object, logicalTypeOptions: {minProperties: 2} | logicalType: object, logicalTypeOptions: {minProperties: 1} | CONSTRAINT_LOOSENED
          logicalType: integer                                     | logicalType: integer, logicalTypeOptions: {format: i32}  | OTHER_CHANGED
          logicalType: string, unique: false                       | logicalType: string                                      | OTHER_CHANGED
          """)
  void diff_oneProperty_isOneChange(String older, String newer, ChangeKind kind) {
    ContractDiff diff =
        diff(
            tables(table("name: t", property("name: a, " + older))),
            tables(table("name: t", property("name: a, " + newer))));
    assertThat(lines(diff)).containsExactly(kind + " t.a");
  }

  @Test
  void diff_requiredListOfAnObject_isAboutItsProperties() {
    String object =
        "name: o, logicalType: object, logicalTypeOptions: {required: [%s]}, properties: [{name: a, logicalType: string}, {name: b, logicalType: string}]";
    String older = tables(table("name: t", property(object.formatted("a"))));
    assertThat(lines(diff(older, tables(table("name: t", property(object.formatted("b")))))))
        .containsExactly("REQUIRED_TO_NULLABLE t.o.a", "NULLABLE_TO_REQUIRED t.o.b");
    assertThat(lines(diff(older, tables(table("name: t", property(object.formatted("a, ghost")))))))
        .containsExactly("OTHER_CHANGED t.o");
  }

  @Test
  void diff_valuesOfAQualityRule_areAllowedValues() {
    String rule =
        "name: a, logicalType: string, quality: [{id: r, metric: invalidValues, arguments: {validValues: [%s]}, mustBe: 0}]";
    ContractDiff diff =
        diff(
            tables(table("name: t", property(rule.formatted("x, y")))),
            tables(table("name: t", property(rule.formatted("x, z")))));
    assertThat(lines(diff)).containsExactly("ENUM_VALUES_ADDED t.a", "ENUM_VALUES_REMOVED t.a");
    ContractDiff dropped =
        diff(
            tables(table("name: t", property(rule.formatted("x, y")))),
            tables(table("name: t", property("name: a, logicalType: string"))));
    assertThat(lines(dropped)).containsExactly("ENUM_DROPPED t.a");
  }

  @Test
  void diff_weightsOfAVocabulary_areAHint() {
    ContractDiff diff =
        diff(BASE, edited("[open, paid, sent]", "[{value: open, weight: 3}, paid, sent]"));
    assertThat(lines(diff)).containsExactly("GENERATOR_HINT_CHANGED orders.state");
  }

  @Test
  void diff_threshold_isComparedByWhatItAccepts() {
    String enough = "mustBeGreaterThan: 100";
    assertThat(lines(diff(BASE, edited(enough, "mustBeBetween: [101, 200]"))))
        .containsExactly("QUALITY_RULE_TIGHTENED orders");
    assertThat(lines(diff(BASE, edited(enough, "mustBeGreaterOrEqualTo: 100"))))
        .containsExactly("QUALITY_RULE_LOOSENED orders");
    assertThat(lines(diff(BASE, edited(enough, "mustBeLessThan: 100"))))
        .containsExactly("QUALITY_RULE_CHANGED orders");
    assertThat(lines(diff(BASE, edited(enough, "mustNotBe: 100"))))
        .containsExactly("QUALITY_RULE_CHANGED orders");
  }

  @Test
  void diff_keptUnknownFieldsNowRejected_saysBoth() {
    ContractDiff diff =
        diff(edited("value: ignore", "value: keep"), edited("value: ignore", "value: reject"));
    assertThat(lines(diff))
        .containsExactly("UNKNOWN_FIELDS_DROPPED orders", "UNKNOWN_FIELDS_REJECTED orders");
  }

  @Test
  void diff_wordsBesideAHintThatChanged_areNotLost() {
    ContractDiff diff =
        diff(BASE, edited("value: P7D", "value: P8D\n        description: a day longer"));
    assertThat(lines(diff))
        .containsExactly("DEDUPE_WINDOW_LENGTHENED orders", "CUSTOM_PROPERTY_CHANGED orders");
  }

  @Test
  void diff_typesOfValues_areGivenWithLabels() {
    Change change =
        diff(BASE, edited("physicalType: int\n", "physicalType: bigint\n")).changes().get(0);
    assertThat(change.before()).contains(Node.of("i32"));
    assertThat(change.after()).contains(Node.of("i64"));
    assertThat(change.reason())
        .isEqualTo(
            "the type changed from i32 to i64: readers may meet values that the old type cannot hold");
  }

  @Test
  void diff_manyPropertiesAllRenamed_isQuick() {
    // Given
    StringBuilder older = new StringBuilder(tables("  - name: t\n    properties:\n"));
    StringBuilder newer = new StringBuilder(older);
    for (int i = 0; i < 10_000; i++) {
      older.append("      - {name: a").append(i).append(", logicalType: string}\n");
      newer.append("      - {name: b").append(i).append(", logicalType: string}\n");
    }

    // When
    long start = System.nanoTime();
    ContractDiff diff = diff(older.toString(), newer.toString());

    // Then
    assertThat(diff.changes()).hasSize(20_000);
    assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(10_000_000_000L);
  }
}
