// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.rule;

import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.internal.lint.value.Types;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Rules about primary keys, partition columns and uniqueness. */
public final class KeyRules {
  /** A kind of key and the rules about it. */
  private enum Key {
    PRIMARY("primaryKey", "primaryKeyPosition", "primary key"),
    PARTITION("partitioned", "partitionKeyPosition", "partition");

    private final String flag;
    private final String position;
    private final String words;

    Key(String flag, String position, String words) {
      this.flag = flag;
      this.position = position;
      this.words = words;
    }

    LintRule rule(LintRule primary, LintRule partition) {
      return this == PRIMARY ? primary : partition;
    }

    boolean has(FieldSite field) {
      return this == PRIMARY ? field.property().primaryKey() : field.property().partitioned();
    }
  }

  /** The position that the standard gives to properties without one. */
  private static final BigDecimal UNSAID = BigDecimal.ONE.negate();

  private final Findings findings;

  private KeyRules(Findings findings) {
    this.findings = findings;
  }

  /** Reports what is wrong. */
  public static void check(ContractSite site, Findings findings) {
    KeyRules rules = new KeyRules(findings);
    for (TableSite table : site.tables()) {
      rules.positions(table, Key.PRIMARY);
      rules.positions(table, Key.PARTITION);
      table.all().forEach(rules::field);
      boolean keyed = table.all().stream().anyMatch(field -> field.property().primaryKey());
      if (!keyed && !table.fields().isEmpty()) {
        findings.add(
            LintRule.NO_PRIMARY_KEY,
            new Place(table.node().location(), table.path()),
            "table " + quote(table.table().name()) + " has no primary key",
            "say which properties identify a row");
      }
      boolean overridden = !table.table().hints().partitioning().isEmpty();
      table.fields().stream()
          .filter(field -> overridden && field.property().partitioned())
          .forEach(
              field ->
                  findings.add(
                      LintRule.PARTITION_OVERRIDDEN,
                      at(field, "partitioned"),
                      "'partitioned' of " + name(field) + " is overridden by 'mesh.partitioning'",
                      "say it in one place"));
    }
  }

  private void field(FieldSite field) {
    for (Key key : Key.values()) {
      if (key.has(field) && !field.topLevel()) {
        findings.add(
            key.rule(LintRule.NESTED_PRIMARY_KEY, LintRule.NESTED_PARTITION),
            at(field, key.flag),
            quote(key.flag) + " stands at the nested property " + name(field),
            "only a table's own properties can be part of its " + key.words);
      } else if (key.has(field)) {
        type(field, key);
      }
    }
    if (field.property().primaryKey()
        && field.node().scalar("required").filter(it -> it.isBoolean() && !it.flag()).isPresent()) {
      findings.add(
          LintRule.PRIMARY_KEY_NOT_REQUIRED,
          at(field, "required"),
          "primary key " + name(field) + " is not required",
          "a primary key is never null");
    }
    if (field.property().unique() && is(field, KeyRules::composite)) {
      findings.add(
          LintRule.UNIQUE_TYPE,
          at(field, "unique"),
          name(field) + " is unique and " + label(field),
          "objects and arrays cannot be compared");
    }
  }

  private void type(FieldSite field, Key key) {
    if (key == Key.PRIMARY && is(field, type -> composite(type) || type instanceof DataType.Real)) {
      findings.add(
          LintRule.PRIMARY_KEY_TYPE,
          at(field, "primaryKey"),
          "primary key " + name(field) + " is " + label(field),
          "a key is text, a whole number, a decimal, a date or a time");
    } else if (key == Key.PARTITION
        && is(
            field,
            type ->
                composite(type)
                    || type instanceof DataType.Real
                    || type instanceof DataType.Binary)) {
      findings.add(
          LintRule.PARTITION_TYPE,
          at(field, "partitioned"),
          "partition column " + name(field) + " is " + label(field),
          "a partition column is text, a whole number, a decimal, a boolean, a date or a time");
    }
  }

  private void positions(TableSite table, Key key) {
    Map<BigDecimal, FieldSite> positions = new TreeMap<>();
    int members = 0;
    int placed = 0;
    Optional<FieldSite> unplaced = Optional.empty();
    for (FieldSite field : table.fields()) {
      Optional<ScalarNode> position =
          field
              .node()
              .scalar(key.position)
              .filter(it -> it.isInteger() && it.decimal().compareTo(UNSAID) != 0);
      if (!key.has(field)) {
        position.ifPresent(
            it ->
                findings.add(
                    key.rule(
                        LintRule.PRIMARY_KEY_POSITION_ALONE, LintRule.PARTITION_POSITION_ALONE),
                    at(field, key.position),
                    quote(key.position)
                        + " stands at "
                        + name(field)
                        + " without "
                        + quote(key.flag),
                    "it means nothing there"));
        continue;
      }
      members++;
      if (position.isEmpty()) {
        unplaced = unplaced.or(() -> Optional.of(field));
        continue;
      }
      placed++;
      FieldSite other = positions.putIfAbsent(position.get().decimal().stripTrailingZeros(), field);
      if (other != null) {
        findings.add(
            key.rule(LintRule.PRIMARY_KEY_POSITION_TWICE, LintRule.PARTITION_POSITION_TWICE),
            at(field, key.position),
            key.words
                + " position "
                + position.get().text()
                + " of "
                + name(field)
                + " is that of "
                + name(other)
                + " already",
            "positions must differ");
      }
    }
    if (members > 1 && unplaced.isPresent()) {
      boolean none = placed == 0;
      findings.add(
          key.rule(LintRule.PRIMARY_KEY_POSITION_MISSING, LintRule.PARTITION_POSITION_MISSING),
          at(unplaced.get(), key.flag),
          key.words + " property " + name(unplaced.get()) + " has no position",
          none
              ? "the order of the properties counts instead"
              : "it comes after those that have one");
    }
    gaps(positions, key);
  }

  private void gaps(Map<BigDecimal, FieldSite> positions, Key key) {
    int expected = 1;
    for (Map.Entry<BigDecimal, FieldSite> entry : positions.entrySet()) {
      if (entry.getKey().compareTo(BigDecimal.valueOf(expected)) != 0) {
        findings.add(
            key.rule(LintRule.PRIMARY_KEY_GAP, LintRule.PARTITION_GAP),
            at(entry.getValue(), key.position),
            key.words
                + " position of "
                + name(entry.getValue())
                + " is "
                + entry.getKey().toPlainString(),
            "positions run 1, 2, 3 without gaps, so " + expected + " is next");
        return;
      }
      expected++;
    }
  }

  private static boolean composite(DataType type) {
    return type instanceof DataType.Struct
        || type instanceof DataType.Array
        || type instanceof DataType.Json;
  }

  private static boolean is(FieldSite field, Predicate<DataType> test) {
    return field.type().filter(test).isPresent();
  }

  private static String label(FieldSite field) {
    return Types.words(field);
  }

  private static String name(FieldSite field) {
    return quote(field.property().path().substring(field.table().table().name().length() + 1));
  }

  private static Place at(FieldSite field, String key) {
    return Place.value(field.node(), field.path(), key);
  }
}
