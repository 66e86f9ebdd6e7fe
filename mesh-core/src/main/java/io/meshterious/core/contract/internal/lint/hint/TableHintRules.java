// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.hint;

import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.hint.PartitionTransform;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.HintSite;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.internal.lint.value.Types;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.contract.type.DataType;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Rules about the {@code mesh.*} custom properties of tables. */
public final class TableHintRules {
  private final Findings findings;
  private final HintRules hints;

  private TableHintRules(Findings findings) {
    this.findings = findings;
    this.hints = new HintRules(findings);
  }

  /** Reports what is wrong. */
  public static void check(ContractSite site, Findings findings) {
    TableHintRules rules = new TableHintRules(findings);
    rules.hints.names(HintSite.of(site.contract().node(), "$"), List.of(), "a contract");
    for (TableSite table : site.tables()) {
      rules.hints.names(table.hints(), HintRules.OF_TABLES, "a table");
      rules.table(table);
    }
  }

  private void table(TableSite table) {
    choice(table, "mesh.kind", List.of("event", "fact", "dimension", "reference"));
    choice(table, "mesh.dedupeTime", List.of("eventTime", "commitTime"));
    choice(table, "mesh.unknownFields", List.of("ignore", "reject", "keep"));
    table
        .hint("mesh.eventId")
        .ifPresent(
            hint -> names(table, hint, TableHintRules::identifies, "text or a whole number"));
    table
        .hint("mesh.eventTime")
        .ifPresent(hint -> names(table, hint, DataType.Timestamp.class::isInstance, "a timestamp"));
    table.hint("mesh.dedupeWindow").ifPresent(this::duration);
    table.hint("mesh.allowedLateness").ifPresent(this::duration);
    table.hint("mesh.partitioning").ifPresent(hint -> partitioning(table, hint));
    table.hint("mesh.publishers").ifPresent(this::publishers);
    table.hint("mesh.eventType").ifPresent(hint -> eventType(table, hint));
    needs(table, "mesh.dedupeWindow", "mesh.eventId");
    needs(table, "mesh.dedupeTime", "mesh.dedupeWindow");
    needs(table, "mesh.allowedLateness", "mesh.eventTime");
    if (table.table().hints().kind().filter(TableHints.Kind.EVENT::equals).isPresent()) {
      for (String name : List.of("mesh.eventId", "mesh.eventTime")) {
        if (table.hint(name).isEmpty()) {
          Place place = table.hint("mesh.kind").map(HintSite::place).orElseThrow();
          findings.add(
              LintRule.EVENT_WITHOUT_ID,
              place,
              "event table " + quote(table.table().name()) + " has no " + quote(name),
              "without it events are neither deduplicated nor ordered");
        }
      }
    }
  }

  private void choice(TableSite table, String name, List<String> known) {
    table
        .hint(name)
        .ifPresent(
            hint ->
                hints
                    .text(hint)
                    .ifPresent(text -> hints.oneOf(text, hint.place(), quote(name), known)));
  }

  private void needs(TableSite table, String name, String other) {
    Optional<HintSite> hint = table.hint(name);
    if (hint.isPresent() && table.hint(other).isEmpty()) {
      findings.add(
          LintRule.HINT_UNUSED,
          hint.get().namePlace(),
          quote(name) + " stands without " + quote(other),
          "it means nothing alone");
    }
  }

  private static boolean identifies(DataType type) {
    return type instanceof DataType.Text
        || type instanceof DataType.Uuid
        || type instanceof DataType.Int;
  }

  private void names(TableSite table, HintSite hint, Predicate<DataType> fits, String wanted) {
    Optional<String> name = hints.text(hint);
    if (name.isEmpty()) {
      return;
    }
    Optional<FieldSite> field = table.field(name.get());
    if (field.isEmpty()) {
      unknown(table, hint.place(), quote(hint.name()), name.get());
      return;
    }
    if (field.get().type().filter(fits).isEmpty() && field.get().type().isPresent()) {
      findings.add(
          LintRule.HINT_PROPERTY_TYPE,
          hint.place(),
          quote(hint.name())
              + " names "
              + quote(name.get())
              + ", which is "
              + Types.words(field.get()),
          "allowed is " + wanted);
    }
    if (!field.get().property().required()) {
      findings.add(
          LintRule.HINT_PROPERTY_OPTIONAL,
          hint.place(),
          quote(hint.name()) + " names " + quote(name.get()) + ", which is not required",
          "make it required");
    }
  }

  private void unknown(TableSite table, Place place, String what, String name) {
    findings.add(
        LintRule.HINT_UNKNOWN_PROPERTY,
        place,
        what
            + " names "
            + quote(name)
            + ", which table "
            + quote(table.table().name())
            + " does not have",
        "",
        findings.meant(name, table.names()));
  }

  private void duration(HintSite hint) {
    Optional<String> text = hints.text(hint);
    if (text.isPresent() && TableHints.duration(text.get()).isEmpty()) {
      findings.add(
          LintRule.MALFORMED_DURATION,
          hint.place(),
          quote(hint.name()) + " is " + quote(text.get()),
          "allowed is a duration in weeks, days, hours, minutes or seconds such as 'P7D' or 'PT12H'");
    }
  }

  private void publishers(HintSite hint) {
    Set<String> seen = new HashSet<>();
    hints.texts(
        hint,
        (text, place) -> {
          if (!seen.add(text)) {
            findings.add(
                LintRule.REPEATED_VALUE,
                place,
                quote(hint.name()) + " has " + quote(text) + " twice",
                "values must differ");
          }
        });
  }

  private void eventType(TableSite table, HintSite hint) {
    Optional<String> text = hints.text(hint);
    Optional<FieldSite> field = table.field("event_type");
    if (text.isPresent() && field.isEmpty()) {
      findings.add(
          LintRule.EVENT_TYPE_UNUSED,
          hint.place(),
          quote(hint.name())
              + " is "
              + quote(text.get())
              + " but the table has no property 'event_type'",
          "add it, so that events can be told apart");
    } else if (text.isPresent()) {
      List<String> values =
          field.get().property().allowedValues().stream().map(it -> it.text()).toList();
      if (!values.isEmpty() && !values.contains(text.get())) {
        findings.add(
            LintRule.EVENT_TYPE_UNUSED,
            hint.place(),
            quote(hint.name()) + " is " + quote(text.get()) + ", which 'event_type' does not allow",
            Findings.allowed(values),
            findings.meant(text.get(), values));
      }
    }
  }

  private void partitioning(TableSite table, HintSite hint) {
    Set<String> seen = new HashSet<>();
    hints.texts(
        hint,
        (text, place) -> {
          Optional<PartitionTransform> transform = PartitionTransform.parse(text);
          if (transform.isEmpty()) {
            findings.add(
                LintRule.MALFORMED_TRANSFORM,
                place,
                "partition transform is " + quote(text),
                "allowed are identity(col), year(col), month(col), day(col), hour(col), bucket(16, col) and truncate(8, col)");
          } else if (!seen.add(transform.get().toString())) {
            findings.add(
                LintRule.TRANSFORM_TWICE,
                place,
                "partition transform " + quote(text) + " stands twice",
                "say it once");
          } else {
            transform(table, transform.get(), text, place);
          }
        });
  }

  private void transform(TableSite table, PartitionTransform transform, String text, Place place) {
    Optional<FieldSite> column = table.nested(transform.column());
    if (column.isEmpty()) {
      unknown(table, place, "partition transform " + quote(text), transform.column());
    } else if (column.get().type().filter(type -> !fits(transform.kind(), type)).isPresent()) {
      findings.add(
          LintRule.TRANSFORM_TYPE,
          place,
          "partition transform "
              + quote(text)
              + " does not fit a column "
              + Types.words(column.get()),
          transform.kind().name().toLowerCase(Locale.ROOT) + " takes " + wanted(transform.kind()));
    }
  }

  private static boolean fits(PartitionTransform.Kind kind, DataType type) {
    boolean composite =
        type instanceof DataType.Struct
            || type instanceof DataType.Array
            || type instanceof DataType.Json;
    return switch (kind) {
      case IDENTITY -> !composite && !(type instanceof DataType.Real);
      case YEAR, MONTH, DAY -> type instanceof DataType.Date || type instanceof DataType.Timestamp;
      case HOUR -> type instanceof DataType.Timestamp;
      case BUCKET ->
          !composite && !(type instanceof DataType.Real) && !(type instanceof DataType.Bool);
      case TRUNCATE ->
          type instanceof DataType.Text
              || type instanceof DataType.Int
              || type instanceof DataType.Decimal
              || type instanceof DataType.Binary;
    };
  }

  private static String wanted(PartitionTransform.Kind kind) {
    return switch (kind) {
      case IDENTITY -> "text, a whole number, a decimal, a boolean, a date or a time";
      case YEAR, MONTH, DAY -> "a date or a timestamp";
      case HOUR -> "a timestamp";
      case BUCKET -> "text, a whole number, a decimal, a date or a time";
      case TRUNCATE -> "text, a whole number or a decimal";
    };
  }
}
