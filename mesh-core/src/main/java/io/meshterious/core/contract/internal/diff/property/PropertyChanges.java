// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.property;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.diff.Change;
import io.meshterious.core.contract.diff.ChangeKind;
import io.meshterious.core.contract.hint.FieldHints;
import io.meshterious.core.contract.hint.PersonalData;
import io.meshterious.core.contract.internal.diff.element.Comparison;
import io.meshterious.core.contract.internal.diff.element.CustomProperties;
import io.meshterious.core.contract.internal.diff.element.Documentation;
import io.meshterious.core.contract.internal.diff.element.Matching;
import io.meshterious.core.contract.internal.diff.element.Place;
import io.meshterious.core.contract.internal.diff.element.QualityChanges;
import io.meshterious.core.contract.internal.diff.element.Report;
import io.meshterious.core.contract.internal.diff.element.Wording;
import io.meshterious.core.document.Node;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What changed in a property that both contracts have. */
final class PropertyChanges {
  private static final List<String> CLASSIFICATIONS =
      List.of("public", "internal", "confidential", "restricted", "secret");

  private static final Set<ChangeKind> EXPLAINS_REQUIRED =
      EnumSet.of(
          ChangeKind.PROPERTY_ADDED_REQUIRED,
          ChangeKind.PROPERTY_REMOVED,
          ChangeKind.PROPERTY_RENAMED,
          ChangeKind.NULLABLE_TO_REQUIRED,
          ChangeKind.REQUIRED_TO_NULLABLE);

  private final Property older;
  private final Property newer;
  private final Comparison property;
  private final boolean items;

  /** A property of a table or of an object. */
  PropertyChanges(Optional<String> table, Property older, Property newer, Report report) {
    this(table, older, newer, report, false);
  }

  private PropertyChanges(
      Optional<String> table, Property older, Property newer, Report report, boolean items) {
    this.older = older;
    this.newer = newer;
    this.items = items;
    this.property =
        Comparison.of(
            new Place(table, Optional.of(older.path()), Optional.of(newer.path())),
            older.node(),
            newer.node(),
            report);
  }

  void report(boolean wasRequired, boolean required, Explained explained) {
    if (older.node().equals(newer.node()) && wasRequired == required) {
      return;
    }
    if (!items) {
      names();
    }
    Report nested = new Report();
    boolean sameType = TypeChanges.report(property, older, newer) == TypeRelation.SAME;
    if (sameType) {
      nested(nested);
    }
    requiredness(wasRequired, required);
    boolean values = EnumChanges.report(property, older, newer);
    options(sameType, nested);
    if (property.differs("unique") && older.unique() != newer.unique()) {
      property.reportIfOpen(
          newer.unique() ? ChangeKind.UNIQUE_ADDED : ChangeKind.UNIQUE_REMOVED,
          "'unique'",
          "unique");
    }
    explained(explained);
    confidentiality();
    CustomProperties.report(property, custom -> hints(custom, values));
    boolean ruled = older.hints().vocabulary().isEmpty() || newer.hints().vocabulary().isEmpty();
    QualityChanges.report(property, values && ruled);
    documentation();
    if (nested.spoken() > 0) {
      property.cover("properties", "items");
    }
    property.rest();
    property.report().add(nested);
  }

  private void names() {
    property.reportIfOpen(ChangeKind.STABLE_ID_CHANGED, "the id", "id");
    if (property.differs("name")) {
      String what =
          "the name changed from "
              + Wording.quoted(older.name())
              + " to "
              + Wording.quoted(newer.name());
      property.report(
          ChangeKind.PROPERTY_RENAMED, what, Optional.of(older.node()), Optional.of(newer.node()));
      property.cover("name");
    }
    if (!older.columnName().equals(newer.columnName())
        && (older.physicalName().isPresent() || newer.physicalName().isPresent())) {
      String what =
          "the column name changed from "
              + Wording.quoted(older.columnName())
              + " to "
              + Wording.quoted(newer.columnName());
      property.report(
          ChangeKind.PROPERTY_PHYSICALLY_RENAMED,
          what,
          Optional.of(Node.of(older.columnName())),
          Optional.of(Node.of(newer.columnName())));
      property.cover("physicalName");
    }
  }

  private void nested(Report report) {
    Matching<Property> matching = Matching.properties(older.properties(), newer.properties());
    List<String> olderRequired = older.options().requiredProperties();
    List<String> newerRequired = newer.options().requiredProperties();
    new PropertyLevel(property, report, Explained.NOTHING, olderRequired, newerRequired)
        .report(matching, older.properties());
    Optional<Property> before = older.items();
    Optional<Property> after = newer.items();
    if (before.isPresent() && after.isPresent()) {
      new PropertyChanges(property.place().table(), before.get(), after.get(), report, true)
          .report(before.get().required(), after.get().required(), Explained.NOTHING);
    }
  }

  private void options(boolean sameType, Report nested) {
    Comparison options = property.inside("logicalTypeOptions");
    if (options.differs("required") && requiredExplained(nested)) {
      options.cover("required");
      property.cover("logicalTypeOptions");
    }
    if (!sameType) {
      options.cover("format", "maxLength", "timezone");
      property.cover("logicalTypeOptions");
    }
    property.covering(
        "logicalTypeOptions", () -> ConstraintChanges.report(options, newer.logicalType()));
  }

  /**
   * Whether every name that the list of required properties has gained or lost is reported by
   * itself.
   */
  private boolean requiredExplained(Report nested) {
    List<String> before = older.options().requiredProperties();
    List<String> after = newer.options().requiredProperties();
    Set<String> reported = new HashSet<>();
    for (Change change : nested.changes()) {
      if (EXPLAINS_REQUIRED.contains(change.kind())) {
        change.olderPath().ifPresent(path -> reported.add("- " + path));
        change.newerPath().ifPresent(path -> reported.add("+ " + path));
      }
    }
    return before.stream()
            .allMatch(
                name -> after.contains(name) || reported.contains("- " + older.path() + "." + name))
        && after.stream()
            .allMatch(
                name ->
                    before.contains(name) || reported.contains("+ " + newer.path() + "." + name));
  }

  private void requiredness(boolean wasRequired, boolean required) {
    if (wasRequired != required) {
      String what =
          required ? "it was nullable and is required" : "it was required and is nullable";
      ChangeKind kind =
          required ? ChangeKind.NULLABLE_TO_REQUIRED : ChangeKind.REQUIRED_TO_NULLABLE;
      property.report(
          kind, what, Optional.of(Node.of(wasRequired)), Optional.of(Node.of(required)));
      property.cover("required");
    }
  }

  private void explained(Explained explained) {
    if (explained.primaryKey()) {
      property.cover("primaryKey", "primaryKeyPosition");
    }
    if (explained.partitioning()) {
      property.cover("partitioned", "partitionKeyPosition");
    }
    if (explained.foreignKeys().contains(newer.name())) {
      property.cover("relationships");
    }
    property.reportIfOpen(
        ChangeKind.RELATIONSHIP_CHANGED, "how relationships are written", "relationships");
  }

  private void confidentiality() {
    int before =
        CLASSIFICATIONS.indexOf(older.classification().orElse("public").toLowerCase(Locale.ROOT));
    int after =
        CLASSIFICATIONS.indexOf(newer.classification().orElse("public").toLowerCase(Locale.ROOT));
    if (before < 0 || after < 0) {
      property.reportIfOpen(
          ChangeKind.CLASSIFICATION_CHANGED, "the classification", "classification");
    } else if (before != after) {
      ChangeKind kind =
          after > before ? ChangeKind.CLASSIFICATION_RAISED : ChangeKind.CLASSIFICATION_LOWERED;
      property.reportIfOpen(kind, "the classification", "classification");
    }
    boolean added = older.encryptedName().isEmpty() && newer.encryptedName().isPresent();
    property.reportIfOpen(
        added ? ChangeKind.ENCRYPTED_NAME_ADDED : ChangeKind.ENCRYPTED_NAME_CHANGED,
        "the encrypted twin",
        "encryptedName");
  }

  private void hints(Comparison custom, boolean values) {
    FieldHints before = older.hints();
    FieldHints after = newer.hints();
    PersonalData.Handling was =
        before.personalData().map(PersonalData::handling).orElse(PersonalData.Handling.NONE);
    PersonalData.Handling is =
        after.personalData().map(PersonalData::handling).orElse(PersonalData.Handling.NONE);
    if (was != is) {
      String what =
          "the handling of personal data changed from "
              + was.name().toLowerCase(Locale.ROOT)
              + " to "
              + is.name().toLowerCase(Locale.ROOT);
      custom.report(ChangeKind.PII_HANDLING_CHANGED, what, "mesh.pii");
    }
    String vocabulary = "mesh.vocabulary";
    if (custom.differs(vocabulary)
        && !before.vocabulary().equals(after.vocabulary())
        && EnumChanges.sameValues(before, after)) {
      custom.report(
          ChangeKind.GENERATOR_HINT_CHANGED,
          "the weights or the order of the vocabulary changed",
          vocabulary);
    } else if (values) {
      custom.cover(vocabulary);
    }
    custom.reportIfOpen(ChangeKind.DERIVATION_CHANGED, "the derivation", "mesh.derivedFrom");
    for (String hint : List.of("mesh.distribution", "mesh.geo", "mesh.reference")) {
      custom.reportIfOpen(ChangeKind.GENERATOR_HINT_CHANGED, Wording.quoted(hint), hint);
    }
  }

  private void documentation() {
    Documentation.report(property);
    property.reportIfOpen(ChangeKind.EXAMPLES_CHANGED, "the list of examples", "examples");
    property.reportIfOpen(
        ChangeKind.CRITICALITY_CHANGED, "'criticalDataElement'", "criticalDataElement");
    property.reportIfOpen(
        ChangeKind.DERIVATION_CHANGED, "the logic that makes it", "transformLogic");
    property.reportIfOpen(
        ChangeKind.DERIVATION_CHANGED,
        "the list of objects that it is made from",
        "transformSourceObjects");
    property.reportIfOpen(
        ChangeKind.DESCRIPTION_CHANGED, "how it is made, in words,", "transformDescription");
  }
}
