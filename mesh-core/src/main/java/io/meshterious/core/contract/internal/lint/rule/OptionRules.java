// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.rule;

import static io.meshterious.core.contract.internal.lint.report.Findings.allowed;
import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.internal.lint.value.Bounds;
import io.meshterious.core.contract.internal.lint.value.Moments;
import io.meshterious.core.contract.internal.lint.value.Types;
import io.meshterious.core.contract.internal.type.PhysicalType;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/** Rules about {@code logicalTypeOptions}. */
public final class OptionRules {
  private static final List<String> BOUNDS =
      List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum");
  private static final List<String> FORMATS =
      List.of("uuid", "email", "uri", "hostname", "ipv4", "ipv6", "byte", "binary", "password");

  private final Findings findings;

  private OptionRules(Findings findings) {
    this.findings = findings;
  }

  /** Reports what is wrong. */
  public static void check(ContractSite site, Findings findings) {
    OptionRules rules = new OptionRules(findings);
    for (TableSite table : site.tables()) {
      for (FieldSite field : table.all()) {
        if (field.node().map("logicalTypeOptions").isPresent()) {
          rules.field(field);
        }
      }
    }
  }

  private void field(FieldSite field) {
    TypeOptions options = field.options();
    if (!field.patternProblem().isEmpty()) {
      findings.add(
          LintRule.INVALID_PATTERN,
          field.option("pattern"),
          "pattern " + quote(options.pattern().orElse("")) + " cannot be used",
          field.patternProblem());
    }
    sizes(field, "minLength", options.minLength(), "maxLength", options.maxLength());
    sizes(field, "minItems", options.minItems(), "maxItems", options.maxItems());
    sizes(
        field, "minProperties", options.minProperties(), "maxProperties", options.maxProperties());
    required(field);
    zone(field);
    if (field.type().isPresent()) {
      DataType type = field.type().get();
      format(field, type);
      bounds(field, type);
      length(field, type);
    }
  }

  private void sizes(
      FieldSite field, String leastKey, OptionalInt least, String mostKey, OptionalInt most) {
    if (least.isPresent() && most.isPresent() && least.getAsInt() > most.getAsInt()) {
      findings.add(
          LintRule.REVERSED_SIZES,
          field.option(leastKey),
          leastKey + " " + least.getAsInt() + " is above " + mostKey + " " + most.getAsInt(),
          "no value is both");
    }
  }

  private void required(FieldSite field) {
    List<String> names = field.children().stream().map(it -> it.property().name()).toList();
    List<String> wanted = field.options().requiredProperties();
    for (int i = 0; i < wanted.size(); i++) {
      String name = wanted.get(i);
      if (!field.children().isEmpty() && !names.contains(name)) {
        findings.add(
            LintRule.UNKNOWN_REQUIRED_PROPERTY,
            field.option("required"),
            quote(field.property().name())
                + " requires "
                + quote(name)
                + ", which it does not have",
            allowed(names),
            findings.meant(name, names));
      }
    }
  }

  private void zone(FieldSite field) {
    TypeOptions options = field.options();
    Optional<String> zone = field.options().node().text("defaultTimezone");
    boolean zoned = options.timezone().orElse(false);
    if (zone.isPresent() && !isZone(zone.get())) {
      findings.add(
          LintRule.UNKNOWN_TIMEZONE,
          field.option("defaultTimezone"),
          "defaultTimezone is " + quote(zone.get()),
          "allowed are names such as 'Europe/Berlin' and offsets such as '+02:00'",
          findings.meant(zone.get(), new TreeSet<>(ZoneId.getAvailableZoneIds())));
    }
    if (zone.isPresent() && zoned) {
      findings.add(
          LintRule.TIMEZONE_CONTRADICTION,
          field.option("defaultTimezone"),
          "defaultTimezone stands beside 'timezone: true'",
          "values that carry their zone need no default");
    } else if (options.timezone().isPresent()
        && field
            .physical()
            .filter(type -> type.local() == zoned && (zoned || isZoned(type)))
            .isPresent()) {
      findings.add(
          LintRule.TIMEZONE_CONTRADICTION,
          field.option("timezone"),
          "'timezone: "
              + zoned
              + "' contradicts physicalType "
              + quote(field.property().physicalType().orElse("")),
          "change one of them");
    }
  }

  private static boolean isZoned(PhysicalType type) {
    return type.name().equals("timestamptz")
        || type.name().endsWith("with time zone")
        || type.name().endsWith("_tz");
  }

  private static boolean isZone(String zone) {
    try {
      ZoneId.of(zone);
      return true;
    } catch (DateTimeException unknown) {
      return false;
    }
  }

  private void format(FieldSite field, DataType type) {
    Optional<String> format = field.options().format();
    if (format.isEmpty()) {
      return;
    }
    boolean text =
        type instanceof DataType.Text
            || type instanceof DataType.Uuid
            || type instanceof DataType.Binary;
    if (text && !FORMATS.contains(format.get())) {
      findings.add(
          LintRule.UNKNOWN_FORMAT,
          field.option("format"),
          "format is " + quote(format.get()),
          allowed(FORMATS).replace("allowed", "known"),
          findings.meant(format.get(), FORMATS));
    } else if (Types.temporal(type) && !Moments.isFormat(format.get())) {
      findings.add(
          LintRule.MALFORMED_FORMAT,
          field.option("format"),
          "format is " + quote(format.get()),
          "allowed is a pattern of letters such as 'yyyy-MM-dd'");
    }
  }

  private void length(FieldSite field, DataType type) {
    OptionalInt holds = field.physical().map(PhysicalType::length).orElse(OptionalInt.empty());
    OptionalInt most = field.options().maxLength();
    if (type instanceof DataType.Text
        && holds.isPresent()
        && most.isPresent()
        && most.getAsInt() > holds.getAsInt()) {
      findings.add(
          LintRule.LENGTH_BEYOND_TYPE,
          field.option("maxLength"),
          "maxLength "
              + most.getAsInt()
              + " is above the "
              + holds.getAsInt()
              + " of physicalType "
              + quote(field.property().physicalType().orElse("")),
          "longer texts would not fit");
    }
  }

  private void bounds(FieldSite field, DataType type) {
    boolean usable =
        !Types.temporal(type) || field.options().format().map(Moments::isFormat).orElse(true);
    for (String key : BOUNDS) {
      Optional<ScalarNode> node = field.options().node().scalar(key);
      if (node.isEmpty() || !usable) {
        continue;
      }
      Optional<BigDecimal> value = Bounds.value(field, node.get());
      if (value.isEmpty() && Types.temporal(type) && node.get().isText()) {
        findings.add(
            LintRule.MALFORMED_BOUND,
            field.option(key),
            key + " is " + quote(node.get().text()),
            Moments.form(field, type));
      } else if (value.isPresent() && Types.numeric(type)) {
        number(field, type, key, value.get(), node.get().text());
      }
    }
    multiple(field, type);
    ranges(field, type, Bounds.of(field));
  }

  private void number(FieldSite field, DataType type, String key, BigDecimal value, String text) {
    Place place = field.option(key);
    if (!Types.holds(type, value)) {
      findings.add(
          LintRule.BOUND_OUTSIDE_TYPE,
          place,
          key + " is " + text + " but the type is " + type.label(),
          range(type));
    } else if (type instanceof DataType.Int && value.stripTrailingZeros().scale() > 0) {
      findings.add(
          LintRule.FRACTIONAL_INTEGER,
          place,
          key + " of an integer is " + text,
          "a whole number says it better");
    } else if (type instanceof DataType.Decimal decimal
        && value.stripTrailingZeros().scale() > decimal.scale()) {
      findings.add(
          LintRule.BOUND_OUTSIDE_TYPE,
          place,
          key + " is " + text + " but the type is " + type.label(),
          "it holds " + decimal.scale() + " digits after the point");
    }
  }

  private static String range(DataType type) {
    if (type instanceof DataType.Int integer) {
      return "it holds "
          + Types.lowest(integer).toPlainString()
          + " to "
          + Types.highest(integer).toPlainString();
    } else if (type instanceof DataType.Decimal decimal) {
      return "it holds numbers up to " + Types.highest(decimal).toPlainString();
    }
    return "it holds numbers up to " + Float.MAX_VALUE;
  }

  private void multiple(FieldSite field, DataType type) {
    Optional<BigDecimal> multiple = field.options().multipleOf();
    if (multiple.isPresent()
        && type instanceof DataType.Int
        && multiple.get().stripTrailingZeros().scale() > 0) {
      findings.add(
          LintRule.FRACTIONAL_INTEGER,
          field.option("multipleOf"),
          "multipleOf of an integer is " + multiple.get().toPlainString(),
          "a whole number says it better");
    }
  }

  private void ranges(FieldSite field, DataType type, Bounds bounds) {
    both(field, bounds.lower());
    both(field, bounds.upper());
    for (Bounds.Bound lower : bounds.lower()) {
      for (Bounds.Bound upper : bounds.upper()) {
        if (!leavesValue(field, type, lower, upper)) {
          String step =
              field.options().multipleOf().isPresent() && lower.value().compareTo(upper.value()) < 0
                  ? " in steps of " + field.options().multipleOf().get().toPlainString()
                  : "";
          findings.add(
              LintRule.EMPTY_RANGE,
              field.option(upper.key()),
              lower.key()
                  + " "
                  + lower.text()
                  + " and "
                  + upper.key()
                  + " "
                  + upper.text()
                  + " leave no value"
                  + step,
              "at least one value must remain");
          return;
        }
      }
    }
  }

  private void both(FieldSite field, List<Bounds.Bound> bounds) {
    if (bounds.size() > 1) {
      findings.add(
          LintRule.BOTH_BOUNDS,
          field.option(bounds.get(1).key()),
          bounds.get(0).key() + " and " + bounds.get(1).key() + " are both there",
          "one of them is enough");
    }
  }

  /**
   * Whether a value lies between two bounds; whole numbers, days and multiples are counted in their
   * steps.
   */
  private static boolean leavesValue(
      FieldSite field, DataType type, Bounds.Bound lower, Bounds.Bound upper) {
    boolean stepped = type instanceof DataType.Int || type instanceof DataType.Date;
    BigDecimal step =
        field
            .options()
            .multipleOf()
            .filter(it -> it.signum() > 0 && Types.numeric(type))
            .orElse(BigDecimal.ONE);
    boolean tame =
        Math.abs(lower.value().scale()) < 1_000
            && Math.abs(upper.value().scale()) < 1_000
            && Math.abs(step.scale()) < 1_000;
    if (!tame || !(stepped || field.options().multipleOf().isPresent())) {
      int order = lower.value().compareTo(upper.value());
      return order < 0 || order == 0 && !lower.exclusive() && !upper.exclusive();
    }
    BigDecimal first = lower.value().divide(step, 0, RoundingMode.CEILING).multiply(step);
    if (lower.exclusive() && first.compareTo(lower.value()) == 0) {
      first = first.add(step);
    }
    return first.compareTo(upper.value()) < (upper.exclusive() ? 0 : 1);
  }
}
