// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.hint;

import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.HintSite;
import io.meshterious.core.contract.internal.lint.value.Types;
import io.meshterious.core.contract.internal.lint.value.ValueCheck;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Rules about {@code mesh.geo}. */
final class GeoRules {
  private final HintSite hint;
  private final MapNode map;
  private final Findings findings;

  private GeoRules(HintSite hint, MapNode map, Findings findings) {
    this.hint = hint;
    this.map = map;
    this.findings = findings;
  }

  /** Reports what is wrong. */
  static void check(
      FieldSite field, HintSite hint, MapNode map, HintRules hints, Findings findings) {
    hints.keys(hint, map, List.of("south", "west", "north", "east", "motion", "speedKmh"));
    map.text("motion")
        .ifPresent(
            motion ->
                hints.oneOf(
                    motion,
                    Place.value(map, hint.place().path(), "motion"),
                    "'motion' of 'mesh.geo'",
                    List.of("box", "walk")));
    GeoRules rules = new GeoRules(hint, map, findings);
    rules.side("south", "north", 90);
    rules.side("west", "east", 180);
    rules.children(field);
    rules.speed();
  }

  private void side(String low, String high, int limit) {
    Optional<BigDecimal> lowest = number(low, limit);
    Optional<BigDecimal> highest = number(high, limit);
    if (lowest.isPresent() && highest.isPresent() && lowest.get().compareTo(highest.get()) > 0) {
      findings.add(
          LintRule.GEO_BOUNDS,
          at(high),
          low + " " + lowest.get() + " is above " + high + " " + highest.get(),
          "swap them");
    }
  }

  private Optional<BigDecimal> number(String key, int limit) {
    Optional<Node> value = map.get(key);
    if (value.isEmpty()) {
      findings.add(
          LintRule.GEO_BOUNDS,
          hint.place(),
          "'mesh.geo' has no " + quote(key),
          "south, west, north and east are required");
    } else if (!(value.get() instanceof ScalarNode scalar && scalar.isNumber())) {
      findings.add(
          LintRule.GEO_BOUNDS,
          at(key),
          key + " is " + ValueCheck.show(value.get()),
          "allowed is a number of degrees");
    } else if (scalar.decimal().abs().compareTo(BigDecimal.valueOf(limit)) > 0) {
      findings.add(
          LintRule.GEO_BOUNDS,
          at(key),
          key + " is " + scalar.text(),
          "allowed is -" + limit + " to " + limit);
    } else {
      return Optional.of(scalar.decimal());
    }
    return Optional.empty();
  }

  private void children(FieldSite field) {
    for (String name : List.of("lat", "lon")) {
      Optional<FieldSite> child = field.child(name);
      if (child.isEmpty() || child.get().type().filter(type -> !Types.numeric(type)).isPresent()) {
        findings.add(
            LintRule.GEO_CHILDREN,
            hint.place(),
            "property "
                + quote(field.property().name())
                + " has 'mesh.geo' but no number "
                + quote(name),
            "it must be an object with the numbers 'lat' and 'lon'");
        return;
      }
    }
  }

  private void speed() {
    boolean walk = map.text("motion").filter("walk"::equals).isPresent();
    Optional<Node> speed = map.get("speedKmh");
    if (walk && speed.isEmpty()) {
      findings.add(
          LintRule.GEO_SPEED,
          at("motion"),
          "motion is 'walk' and there is no 'speedKmh'",
          "points are anywhere in the box without it");
    } else if (!walk && speed.isPresent()) {
      findings.add(
          LintRule.GEO_SPEED,
          at("speedKmh"),
          "'speedKmh' stands without 'motion: walk'",
          "it means nothing alone");
    } else if (speed.isPresent()
        && !(speed.get() instanceof ScalarNode scalar
            && scalar.isNumber()
            && scalar.decimal().signum() > 0)) {
      findings.add(
          LintRule.GEO_SPEED,
          at("speedKmh"),
          "speedKmh is " + ValueCheck.show(speed.get()),
          "allowed is a number above 0");
    }
  }

  private Place at(String key) {
    return Place.value(map, hint.place().path(), key);
  }
}
