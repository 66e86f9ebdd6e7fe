// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.rule;

import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.internal.lint.value.Bounds;
import io.meshterious.core.contract.internal.type.PhysicalType;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.contract.type.DataType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules about types: whether there is one, and whether its two descriptions agree. */
public final class TypeRules {
  /** Names and words that personal data goes by. */
  private static final List<String> PERSONAL =
      List.of(
          "email",
          "phone",
          "mobile",
          "first_name",
          "last_name",
          "full_name",
          "birth",
          "ssn",
          "passport",
          "iban",
          "street",
          "address");

  private static final List<String> PERSONAL_PLAIN =
      PERSONAL.stream().map(word -> word.replace("_", "")).toList();
  private static final Pattern CAMEL = Pattern.compile("([a-z])([A-Z])");

  private static final Set<String> RESTRICTED = Set.of("pii", "personal", "sensitive");

  private final Findings findings;

  private TypeRules(Findings findings) {
    this.findings = findings;
  }

  /** Reports what is wrong. */
  public static void check(ContractSite site, Findings findings) {
    TypeRules rules = new TypeRules(findings);
    for (TableSite table : site.tables()) {
      for (FieldSite field : table.all()) {
        rules.unresolved(field);
        rules.contradiction(field);
        rules.shape(field);
        rules.personal(field);
      }
    }
  }

  private void unresolved(FieldSite field) {
    boolean inside =
        field.children().stream().anyMatch(it -> it.type().isEmpty())
            || field.items().filter(it -> it.type().isEmpty()).isPresent();
    boolean misspelt = field.node().has("logicalType") && field.property().logicalType().isEmpty();
    if (field.type().isEmpty() && !inside && !misspelt) {
      boolean physical = field.node().has("physicalType");
      Place place =
          physical ? at(field, "physicalType") : new Place(field.node().location(), field.path());
      findings.add(
          LintRule.TYPE_UNRESOLVED,
          place,
          quote(field.property().name()) + " has no type: " + field.typeProblem(),
          field.node().has("logicalType") ? "" : "give it a logicalType");
    }
    if (field.type().isPresent()
        && field.type().get() instanceof DataType.Int type
        && type.bits() == 128) {
      Bounds bounds = Bounds.of(field);
      boolean small = fits(bounds.upper()) && (!type.signed() || fits(bounds.lower()));
      if (!small) {
        Place place =
            field.options().format().isPresent()
                ? field.option("format")
                : at(field, "physicalType");
        findings.add(
            LintRule.INTEGER_TOO_WIDE,
            place,
            quote(field.property().name()) + " is " + type.label() + ", which has up to 39 digits",
            "decimals have 38 at most: set a minimum and maximum within that");
      }
    }
  }

  private static boolean fits(List<Bounds.Bound> bounds) {
    return bounds.stream()
        .anyMatch(bound -> bound.value().abs().precision() - bound.value().scale() <= 38);
  }

  private void contradiction(FieldSite field) {
    Optional<LogicalType> logical = field.property().logicalType();
    Optional<LogicalType> physical = field.physical().flatMap(PhysicalType::logicalType);
    if (logical.isEmpty()
        || physical.isEmpty()
        || agree(logical.get(), physical.get(), field.physical().get())) {
      return;
    }
    findings.add(
        LintRule.TYPE_CONTRADICTION,
        at(field, "physicalType"),
        "physicalType "
            + quote(field.property().physicalType().orElse(""))
            + " holds "
            + values(physical.get())
            + " but logicalType is "
            + quote(logical.get().text()),
        "change one of them");
  }

  private static boolean agree(LogicalType logical, LogicalType physical, PhysicalType type) {
    boolean whole = type.decimal() && type.argument(1).orElse(0) == 0;
    boolean json = type.json() || physical == LogicalType.STRING && !type.binary();
    return switch (logical) {
      case STRING -> physical == LogicalType.STRING || type.json();
      case INTEGER -> physical == LogicalType.INTEGER || whole;
      case NUMBER -> physical == LogicalType.NUMBER || physical == LogicalType.INTEGER;
      case BOOLEAN -> physical == LogicalType.BOOLEAN || type.name().equals("tinyint");
      case DATE -> physical == LogicalType.DATE || physical == LogicalType.TIMESTAMP;
      case OBJECT, ARRAY -> json || physical == logical;
      case TIMESTAMP, TIME -> physical == logical;
    };
  }

  private static String values(LogicalType type) {
    return switch (type) {
      case STRING -> "text";
      case INTEGER -> "whole numbers";
      case NUMBER -> "numbers";
      case BOOLEAN -> "true or false";
      case DATE -> "dates";
      case TIME -> "times of day";
      case TIMESTAMP -> "timestamps";
      case OBJECT -> "JSON values";
      case ARRAY -> "arrays";
    };
  }

  private void shape(FieldSite field) {
    Optional<LogicalType> logical = field.property().logicalType();
    if (logical.filter(LogicalType.ARRAY::equals).isPresent() && !field.node().has("items")) {
      findings.add(
          LintRule.ARRAY_WITHOUT_ITEMS,
          at(field, "logicalType"),
          "array " + quote(field.property().name()) + " has no 'items'",
          "it is taken for any JSON value");
    } else if (logical.filter(LogicalType.OBJECT::equals).isPresent()
        && field.children().isEmpty()
        && field.physical().filter(PhysicalType::json).isEmpty()) {
      findings.add(
          LintRule.OBJECT_WITHOUT_PROPERTIES,
          at(field, "logicalType"),
          "object " + quote(field.property().name()) + " has no properties",
          "it is taken for any JSON value; say 'physicalType: json' if that is meant");
    }
  }

  private void personal(FieldSite field) {
    String name = field.property().name();
    boolean looks = mayNamePerson(name) && namesPerson(name);
    looks =
        looks
            || field.property().tags().stream()
                .anyMatch(tag -> RESTRICTED.contains(tag.toLowerCase(Locale.ROOT)));
    boolean told =
        field.property().classification().isPresent() || field.hint("mesh.pii").isPresent();
    if (looks && !told) {
      findings.add(
          LintRule.UNCLASSIFIED_PERSONAL_DATA,
          new Place(field.node().location(), field.path()),
          quote(name) + " looks like personal data",
          "say so with a classification or 'mesh.pii'");
    }
  }

  /** Whether a name has letters of one of the words in it, which is cheap to tell. */
  private static boolean mayNamePerson(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "");
    return PERSONAL_PLAIN.stream().anyMatch(plain::contains);
  }

  /** Whether a name in snake or camel case has one of the words in it as a whole. */
  private static boolean namesPerson(String name) {
    String spaced = "_" + CAMEL.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT) + "_";
    return PERSONAL.stream().anyMatch(word -> spaced.contains("_" + word + "_"));
  }

  private static Place at(FieldSite field, String key) {
    return Place.value(field.node(), field.path(), key);
  }
}
