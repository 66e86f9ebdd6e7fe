// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.hint;

import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.rule.ReferenceRules;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.Contracts;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.HintSite;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.internal.lint.value.Types;
import io.meshterious.core.contract.internal.lint.value.ValueCheck;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rules about the {@code mesh.*} custom properties of properties. */
public final class FieldHintRules {
  private static final Pattern NAME_OR_TEXT =
      Pattern.compile(
          "'(?:[^']|'')*+'|[A-Za-z_][A-Za-z0-9_]*+(?:\\.[A-Za-z_][A-Za-z0-9_]*+)*+(\\s*+\\()?");
  private static final Set<String> WORDS =
      Set.of(
          "and",
          "or",
          "not",
          "case",
          "when",
          "then",
          "else",
          "end",
          "null",
          "true",
          "false",
          "is",
          "in",
          "between",
          "like",
          "interval",
          "as");

  private final Findings findings;
  private final HintRules hints;
  private final ReferenceRules references;

  private FieldHintRules(Contracts contracts, ContractSite site, Findings findings) {
    this.findings = findings;
    this.hints = new HintRules(findings);
    this.references = new ReferenceRules(contracts, site, findings);
  }

  /** Reports what is wrong. */
  public static void check(Contracts contracts, ContractSite site, Findings findings) {
    FieldHintRules rules = new FieldHintRules(contracts, site, findings);
    for (TableSite table : site.tables()) {
      for (FieldSite field : table.all()) {
        rules.hints.names(field.hints(), HintRules.OF_PROPERTIES, "a property");
        field.hint("mesh.vocabulary").ifPresent(hint -> rules.vocabulary(field, hint));
        field
            .hint("mesh.distribution")
            .ifPresent(
                hint ->
                    rules
                        .hints
                        .map(hint)
                        .ifPresent(
                            map ->
                                DistributionRules.check(field, hint, map, rules.hints, findings)));
        field
            .hint("mesh.geo")
            .ifPresent(
                hint ->
                    rules
                        .hints
                        .map(hint)
                        .ifPresent(map -> GeoRules.check(field, hint, map, rules.hints, findings)));
        field
            .hint("mesh.reference")
            .ifPresent(
                hint ->
                    rules
                        .hints
                        .text(hint)
                        .ifPresent(text -> rules.references.follow(text, hint.place())));
        field
            .hint("mesh.derivedFrom")
            .ifPresent(
                hint ->
                    rules.hints.text(hint).ifPresent(text -> rules.derivedFrom(field, hint, text)));
        field.hint("mesh.pii").ifPresent(rules::personalData);
        field.hint("mesh.default").ifPresent(hint -> rules.defaultValue(field, hint));
      }
    }
  }

  private void vocabulary(FieldSite field, HintSite hint) {
    List<Node> items = hints.list(hint);
    Optional<DataType> type = field.type();
    if (type.filter(it -> it instanceof DataType.Struct || it instanceof DataType.Array)
        .isPresent()) {
      findings.add(
          LintRule.VOCABULARY_TYPE,
          hint.place(),
          "property "
              + quote(field.property().name())
              + " has a vocabulary and is "
              + Types.words(field),
          "a vocabulary lists single values");
      return;
    }
    Optional<ValueCheck> check = type.map(it -> new ValueCheck(field, it));
    Set<Node> seen = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      Node item = items.get(i);
      Place place = HintRules.item(hint, i);
      Node value = item;
      if (item instanceof MapNode map) {
        weight(map, place);
        value = map.get("value").orElse(ScalarNode.NULL);
      }
      if (!(value instanceof ScalarNode scalar) || scalar.isNull()) {
        findings.add(
            LintRule.HINT_TYPE,
            place,
            "vocabulary value " + (i + 1) + " is " + ValueCheck.show(value),
            "allowed is a single value or a map of 'value' and 'weight'");
      } else if (!seen.add(scalar)) {
        findings.add(
            LintRule.REPEATED_VALUE,
            place,
            "the vocabulary has " + ValueCheck.show(scalar) + " twice",
            "values must differ");
      } else {
        check.ifPresent(it -> value(field, it, scalar, place));
      }
    }
  }

  private void weight(MapNode map, Place place) {
    for (String key : map.keys()) {
      if (!key.equals("value") && !key.equals("weight")) {
        List<String> known = List.of("value", "weight");
        findings.add(
            LintRule.UNKNOWN_HINT_VALUE,
            Place.key(map, place.path(), key),
            "a vocabulary value has no " + quote(key),
            Findings.allowed(known),
            findings.meant(key, known));
      }
    }
    Optional<Node> weight = map.get("weight");
    if (weight.isPresent()
        && !(weight.get() instanceof ScalarNode scalar
            && scalar.isNumber()
            && scalar.decimal().signum() > 0)) {
      findings.add(
          LintRule.VOCABULARY_WEIGHT,
          Place.value(map, place.path(), "weight"),
          "weight is " + ValueCheck.show(weight.get()),
          "allowed is a number above 0");
    }
  }

  private void value(FieldSite field, ValueCheck check, ScalarNode value, Place place) {
    Optional<String> wrong = check.wrongType(value);
    Optional<String> why = wrong.isPresent() ? wrong : check.broken(value);
    if (why.isPresent()) {
      String what = wrong.isPresent() ? " is not " + Types.words(field) : " is refused";
      findings.add(
          LintRule.VOCABULARY_VALUE,
          place,
          "vocabulary value " + ValueCheck.show(value) + what,
          why.get(),
          wrong.flatMap(it -> check.quoted(value)));
    }
  }

  private void defaultValue(FieldSite field, HintSite hint) {
    Optional<DataType> type = field.type();
    boolean nests =
        type.filter(it -> it instanceof DataType.Struct || it instanceof DataType.Array)
            .isPresent();
    boolean none = hint.value() instanceof ScalarNode scalar && scalar.isNull();
    if (nests || none || field.isItems()) {
      String why =
          none
              ? "is null"
              : field.isItems()
                  ? "stands at the items of an array"
                  : "stands at "
                      + quote(field.property().name())
                      + ", which is "
                      + Types.words(field);
      findings.add(
          LintRule.HINT_TYPE,
          hint.place(),
          "'mesh.default' " + why,
          "a default is a single value; leave it out instead");
      return;
    }
    type.map(it -> new ValueCheck(field, it))
        .ifPresent(
            check -> {
              Optional<String> wrong = check.wrongType(hint.value());
              Optional<String> why =
                  wrong.isPresent() || !(hint.value() instanceof ScalarNode scalar)
                      ? wrong
                      : check.broken(scalar);
              why.ifPresent(
                  words ->
                      findings.add(
                          LintRule.UNKNOWN_HINT_VALUE,
                          hint.place(),
                          "'mesh.default' is " + ValueCheck.show(hint.value()),
                          words));
            });
  }

  private void derivedFrom(FieldSite field, HintSite hint, String expression) {
    Set<String> siblings = new LinkedHashSet<>();
    field.siblings().forEach(it -> siblings.add(it.property().name()));
    Set<String> reported = new HashSet<>();
    Matcher matcher = NAME_OR_TEXT.matcher(expression);
    while (matcher.find()) {
      String name = matcher.group();
      boolean other =
          name.startsWith("'")
              || matcher.group(1) != null
              || WORDS.contains(name.toLowerCase(Locale.ROOT))
              || followsDigit(expression, matcher.start());
      if (other || !reported.add(name)) {
        continue;
      }
      if (name.equals(field.property().name())) {
        findings.add(
            LintRule.DERIVED_FROM_ITSELF,
            hint.place(),
            quote(name) + " is derived from itself",
            "an expression is about other properties");
      } else if (!siblings.contains(name) && field.table().nested(name).isEmpty()) {
        findings.add(
            LintRule.DERIVED_FROM_UNKNOWN,
            hint.place(),
            "the expression names "
                + quote(name)
                + ", which is no property beside "
                + quote(field.property().name()),
            "",
            findings.meant(name, siblings));
      }
    }
  }

  /**
   * Whether the text before a place is a digit, so that what begins there is the exponent of a
   * number.
   */
  private static boolean followsDigit(String text, int start) {
    return start > 0 && Character.isDigit(text.charAt(start - 1));
  }

  private void personalData(HintSite hint) {
    Optional<MapNode> map = hints.map(hint);
    if (map.isEmpty()) {
      return;
    }
    hints.keys(hint, map.get(), List.of("handling", "kind"));
    if (!map.get().has("handling")) {
      findings.add(
          LintRule.HINT_TYPE,
          hint.place(),
          quote(hint.name()) + " has no 'handling'",
          "it is required");
    }
    word(hint, map.get(), "handling", List.of("mask", "hash", "tokenize", "drop", "none"));
    word(
        hint,
        map.get(),
        "kind",
        List.of("name", "email", "phone", "address", "id", "location", "other"));
  }

  private void word(HintSite hint, MapNode map, String key, List<String> known) {
    Optional<Node> value = map.get(key);
    Place place = Place.value(map, hint.place().path(), key);
    if (value.isPresent() && value.get() instanceof ScalarNode scalar && scalar.isText()) {
      hints.oneOf(scalar.text(), place, quote(key) + " of " + quote(hint.name()), known);
    } else if (value.isPresent()) {
      findings.add(
          LintRule.HINT_TYPE,
          place,
          quote(key) + " of " + quote(hint.name()) + " is " + ValueCheck.show(value.get()),
          Findings.allowed(known));
    }
  }
}
