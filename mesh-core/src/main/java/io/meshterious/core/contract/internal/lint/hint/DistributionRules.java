// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.hint;

import static io.meshterious.core.contract.internal.lint.report.Findings.allowed;
import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.hint.Distribution;
import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.HintSite;
import io.meshterious.core.contract.internal.lint.value.Bounds;
import io.meshterious.core.contract.internal.lint.value.Types;
import io.meshterious.core.contract.internal.lint.value.ValueCheck;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules about {@code mesh.distribution}. */
final class DistributionRules {
  private static final List<String> KINDS =
      Arrays.stream(Distribution.Kind.values()).map(Distribution.Kind::text).toList();
  private static final Set<String> ABOVE_ZERO = Set.of("stddev", "sigma", "exponent", "size");
  private static final Set<String> SHARES = Set.of("yearly", "noise");
  private static final int DAYS_OF_WEEK = 7;

  private final HintSite hint;
  private final MapNode map;
  private final Findings findings;

  private DistributionRules(HintSite hint, MapNode map, Findings findings) {
    this.hint = hint;
    this.map = map;
    this.findings = findings;
  }

  /** Reports what is wrong. */
  static void check(
      FieldSite field, HintSite hint, MapNode map, HintRules hints, Findings findings) {
    DistributionRules rules = new DistributionRules(hint, map, findings);
    Optional<String> name = map.text("kind");
    if (name.isEmpty()) {
      findings.add(
          LintRule.DISTRIBUTION_PARAMETER,
          hint.place(),
          "'mesh.distribution' has no 'kind'",
          allowed(KINDS));
      return;
    }
    hints.oneOf(name.get(), rules.at("kind"), "'kind' of 'mesh.distribution'", KINDS);
    Distribution.Kind.of(name.get()).ifPresent(kind -> rules.parameters(kind));
    if (field
        .type()
        .filter(
            type ->
                type instanceof DataType.Struct
                    || type instanceof DataType.Array
                    || type instanceof DataType.Json)
        .isPresent()) {
      findings.add(
          LintRule.VOCABULARY_TYPE,
          hint.place(),
          "property "
              + quote(field.property().name())
              + " has a distribution and is "
              + Types.words(field),
          "a distribution is about single values");
    } else if (field.type().filter(Types::numeric).isPresent()) {
      rules.bounds(field, name.get());
    }
  }

  private void parameters(Distribution.Kind kind) {
    List<String> known = new ArrayList<>(kind.required());
    known.addAll(kind.optional());
    for (MapNode.Entry entry : map.entries()) {
      if (!entry.key().equals("kind") && !known.contains(entry.key())) {
        findings.add(
            LintRule.DISTRIBUTION_PARAMETER,
            Place.key(map, hint.place().path(), entry.key()),
            "distribution " + quote(kind.text()) + " has no parameter " + quote(entry.key()),
            allowed(known),
            findings.meant(entry.key(), known));
      } else if (entry.key().equals("weekly")) {
        weekly(entry.value());
      } else if (!entry.key().equals("kind")) {
        number(entry.key(), entry.value(), kind);
      }
    }
    for (String name : kind.required()) {
      if (!map.has(name)) {
        findings.add(
            LintRule.DISTRIBUTION_PARAMETER,
            hint.place(),
            "distribution " + quote(kind.text()) + " has no " + quote(name),
            "it is required");
      }
    }
    Optional<BigDecimal> min = decimal("min");
    Optional<BigDecimal> max = decimal("max");
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      findings.add(
          LintRule.DISTRIBUTION_PARAMETER,
          at("max"),
          "min " + min.get() + " is above max " + max.get(),
          "swap them");
    }
  }

  private void number(String name, Node value, Distribution.Kind kind) {
    Optional<String> wanted = Optional.empty();
    if (!(value instanceof ScalarNode scalar && scalar.isNumber())) {
      wanted = Optional.of("allowed is a number");
    } else if (ABOVE_ZERO.contains(name)
        || (name.equals("mean") && kind == Distribution.Kind.POISSON)) {
      wanted =
          scalar.decimal().signum() > 0 ? Optional.empty() : Optional.of("allowed is more than 0");
    } else if (SHARES.contains(name)) {
      boolean share =
          scalar.decimal().signum() >= 0 && scalar.decimal().compareTo(BigDecimal.ONE) <= 0;
      wanted = share ? Optional.empty() : Optional.of("allowed is 0 to 1");
    } else if (name.equals("step") && scalar.decimal().signum() == 0) {
      wanted = Optional.of("allowed is any number but 0");
    }
    wanted.ifPresent(
        why ->
            findings.add(
                LintRule.DISTRIBUTION_PARAMETER,
                at(name),
                name + " of the distribution is " + ValueCheck.show(value),
                why));
  }

  private void weekly(Node value) {
    boolean factors =
        value instanceof ListNode list
            && list.items().size() == DAYS_OF_WEEK
            && list.items().stream()
                .allMatch(
                    item ->
                        item instanceof ScalarNode scalar
                            && scalar.isNumber()
                            && scalar.decimal().signum() >= 0);
    if (!factors) {
      String found =
          value instanceof ListNode list
              ? "a list of " + list.items().size()
              : ValueCheck.show(value);
      findings.add(
          LintRule.DISTRIBUTION_PARAMETER,
          at("weekly"),
          "weekly of the distribution is " + found,
          "allowed are seven factors of 0 or more, Monday first");
    }
  }

  /**
   * Reports a uniform distribution none of whose values the property allows, and other centres that
   * it refuses.
   */
  private void bounds(FieldSite field, String kind) {
    Bounds bounds = Bounds.of(field);
    Optional<BigDecimal> low =
        decimal(kind.equals("uniform") ? "min" : kind.equals("normal") ? "mean" : "");
    Optional<BigDecimal> high =
        decimal(kind.equals("uniform") ? "max" : kind.equals("normal") ? "mean" : "");
    if (low.isEmpty() || high.isEmpty()) {
      return;
    }
    boolean below =
        bounds.lower().stream().anyMatch(bound -> high.get().compareTo(bound.value()) < 0);
    boolean above =
        bounds.upper().stream().anyMatch(bound -> low.get().compareTo(bound.value()) > 0);
    if (below || above) {
      Bounds.Bound bound = (below ? bounds.lower() : bounds.upper()).get(0);
      findings.add(
          LintRule.DISTRIBUTION_OUTSIDE_BOUNDS,
          hint.place(),
          "distribution "
              + quote(kind)
              + " lies outside the bounds of "
              + quote(field.property().name()),
          bound.key() + " is " + bound.text());
    }
  }

  private Optional<BigDecimal> decimal(String key) {
    return map.scalar(key).filter(ScalarNode::isNumber).map(ScalarNode::decimal);
  }

  private Place at(String key) {
    return Place.value(map, hint.place().path(), key);
  }
}
