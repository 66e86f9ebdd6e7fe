// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.hint;

import static io.meshterious.core.contract.internal.lint.report.Findings.allowed;
import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.HintSite;
import io.meshterious.core.contract.internal.lint.value.ValueCheck;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** What the rules about {@code mesh.*} custom properties share: their names, levels and forms. */
final class HintRules {
  static final String PREFIX = "mesh.";

  static final List<String> OF_TABLES =
      List.of(
          "mesh.kind",
          "mesh.eventId",
          "mesh.eventTime",
          "mesh.eventType",
          "mesh.dedupeWindow",
          "mesh.dedupeTime",
          "mesh.allowedLateness",
          "mesh.partitioning",
          "mesh.unknownFields",
          "mesh.publishers");
  static final List<String> OF_PROPERTIES =
      List.of(
          "mesh.vocabulary",
          "mesh.distribution",
          "mesh.geo",
          "mesh.reference",
          "mesh.derivedFrom",
          "mesh.pii",
          "mesh.default");
  private static final List<String> ALL =
      Stream.concat(OF_TABLES.stream(), OF_PROPERTIES.stream()).toList();

  private final Findings findings;

  HintRules(Findings findings) {
    this.findings = findings;
  }

  /** Reports hints that do not exist, or not here. */
  void names(List<HintSite> hints, List<String> known, String here) {
    for (HintSite hint : hints) {
      boolean ours = hint.name().startsWith(PREFIX) || hint.name().equals("mesh");
      if (ours && !ALL.contains(hint.name())) {
        findings.add(
            LintRule.UNKNOWN_HINT,
            hint.namePlace(),
            "unknown hint " + quote(hint.name()),
            allowed(known.isEmpty() ? ALL : known),
            findings.meant(hint.name(), ALL));
      } else if (ours && !known.contains(hint.name())) {
        String belongs =
            OF_TABLES.contains(hint.name()) ? "it belongs to a table" : "it belongs to a property";
        findings.add(
            LintRule.MISPLACED_HINT,
            hint.namePlace(),
            "hint " + quote(hint.name()) + " means nothing at " + here,
            belongs);
      }
    }
  }

  /** The text of a hint; reports a value that is something else. */
  Optional<String> text(HintSite hint) {
    if (hint.value() instanceof ScalarNode scalar && scalar.isText() && !scalar.text().isBlank()) {
      return Optional.of(scalar.text());
    }
    wrongType(hint, "text");
    return Optional.empty();
  }

  /** The map of a hint; reports a value that is something else. */
  Optional<MapNode> map(HintSite hint) {
    if (hint.value() instanceof MapNode map) {
      return Optional.of(map);
    }
    wrongType(hint, "a map");
    return Optional.empty();
  }

  /** The items of a hint, at least one; reports a value that is something else or empty. */
  List<Node> list(HintSite hint) {
    if (!(hint.value() instanceof ListNode list)) {
      wrongType(hint, "a list");
      return List.of();
    }
    if (list.items().isEmpty()) {
      findings.add(
          LintRule.EMPTY_LIST,
          hint.place(),
          quote(hint.name()) + " is empty",
          "leave it out instead");
    }
    return list.items();
  }

  /** The texts of a hint with their places; reports items that are something else. */
  void texts(HintSite hint, BiConsumer<String, Place> consumer) {
    List<Node> items = list(hint);
    for (int i = 0; i < items.size(); i++) {
      Place place = item(hint, i);
      if (items.get(i) instanceof ScalarNode scalar
          && scalar.isText()
          && !scalar.text().isBlank()) {
        consumer.accept(scalar.text(), place);
      } else {
        findings.add(
            LintRule.HINT_TYPE,
            place,
            "item " + (i + 1) + " of " + quote(hint.name()) + " is " + shown(items.get(i)),
            "allowed is text");
      }
    }
  }

  /** Reports a value that is not one of a few. */
  void oneOf(String value, Place place, String what, List<String> known) {
    if (!known.contains(value)) {
      findings.add(
          LintRule.UNKNOWN_HINT_VALUE,
          place,
          what + " is " + quote(value),
          allowed(known),
          findings.meant(value, known));
    }
  }

  /** Reports keys of a hint's map that mean nothing. */
  void keys(HintSite hint, MapNode map, List<String> known) {
    for (MapNode.Entry entry : map.entries()) {
      if (!known.contains(entry.key())) {
        Place place = new Place(entry.keyLocation(), Place.child(hint.place().path(), entry.key()));
        findings.add(
            LintRule.UNKNOWN_HINT_VALUE,
            place,
            quote(hint.name()) + " has no " + quote(entry.key()),
            allowed(known),
            findings.meant(entry.key(), known));
      }
    }
  }

  private void wrongType(HintSite hint, String form) {
    findings.add(
        LintRule.HINT_TYPE,
        hint.place(),
        quote(hint.name()) + " is " + shown(hint.value()),
        "allowed is " + form);
  }

  /** Where an item of a hint's list stands. */
  static Place item(HintSite hint, int index) {
    Node item = ((ListNode) hint.value()).items().get(index);
    return Place.of(item, hint.place().path() + "[" + index + "]");
  }

  private static String shown(Node value) {
    return value instanceof ScalarNode scalar && scalar.isText() && scalar.text().isBlank()
        ? "blank"
        : ValueCheck.show(value);
  }
}
