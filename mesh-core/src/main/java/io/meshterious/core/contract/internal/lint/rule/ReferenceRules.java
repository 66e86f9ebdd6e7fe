// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.rule;

import static io.meshterious.core.contract.internal.lint.report.Findings.allowed;
import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.PropertyReference;
import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.Contracts;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.lint.LintRule;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Follows references, within a contract and to others, and reports those that lead nowhere. */
public final class ReferenceRules {
  private final Contracts contracts;
  private final ContractSite from;
  private final Findings findings;

  /** Follows the references of a contract. */
  public ReferenceRules(Contracts contracts, ContractSite from, Findings findings) {
    this.contracts = contracts;
    this.from = from;
    this.findings = findings;
  }

  /**
   * The property that a reference leads to; reports why when there is none, unless that cannot be
   * known.
   */
  public Optional<FieldSite> follow(String text, Place place) {
    PropertyReference reference = PropertyReference.parse(text);
    Optional<Contracts.Lookup> target = contracts.lookUp(from, reference);
    if (target.isEmpty()) {
      return Optional.empty();
    } else if (target.get().contract().isEmpty()) {
      findings.add(
          LintRule.UNKNOWN_REFERENCE_FILE,
          place,
          "reference "
              + quote(text)
              + " names the file "
              + quote(reference.file().orElse(""))
              + ", which is not there or is no contract",
          "files are looked for beside the contract's own");
      return Optional.empty();
    } else if (!reference.wellFormed()) {
      findings.add(
          LintRule.UNKNOWN_REFERENCE,
          place,
          "reference " + quote(text) + " names no property",
          "allowed are 'table.property' and '[file.yaml#]schema/table/properties/property'");
      return Optional.empty();
    }
    return property(reference, target.get().contract().get(), place);
  }

  private Optional<FieldSite> property(
      PropertyReference reference, ContractSite target, Place place) {
    boolean byId = reference.text().indexOf('/') >= 0;
    Optional<TableSite> table =
        byId ? target.tableById(reference.table()) : target.table(reference.table());
    String in = reference.file().map(file -> " in " + quote(file)).orElse("");
    if (table.isEmpty()) {
      Collection<String> known = byId ? target.tableIds() : target.tableNames();
      Optional<String> full = elsewhere(reference);
      Optional<String> meant =
          full.or(
              () ->
                  findings
                      .meant(reference.table(), known)
                      .map(
                          name ->
                              reference
                                  .text()
                                  .replaceFirst(
                                      Pattern.quote(reference.table()),
                                      Matcher.quoteReplacement(name))));
      findings.add(
          LintRule.UNKNOWN_REFERENCE,
          place,
          "reference "
              + quote(reference.text())
              + " names the table "
              + quote(reference.table())
              + ", which does not exist"
              + in,
          full.isPresent() ? "tables of other contracts need the full form" : allowed(known),
          meant);
      return Optional.empty();
    }
    return nested(reference, table.get(), byId, place);
  }

  private Optional<FieldSite> nested(
      PropertyReference reference, TableSite table, boolean byId, Place place) {
    Optional<FieldSite> found = Optional.empty();
    for (String name : reference.properties()) {
      Optional<FieldSite> holder = found;
      Collection<String> known =
          holder.isEmpty()
              ? (byId ? table.ids() : table.names())
              : holder.get().children().stream().map(it -> name(it, byId)).toList();
      found =
          holder.isEmpty()
              ? (byId ? table.fieldById(name) : table.field(name))
              : holder.get().children().stream()
                  .filter(it -> name(it, byId).equals(name))
                  .findFirst();
      if (found.isEmpty()) {
        findings.add(
            LintRule.UNKNOWN_REFERENCE,
            place,
            "reference "
                + quote(reference.text())
                + " names the property "
                + quote(name)
                + ", which table "
                + quote(table.table().name())
                + " does not have",
            "",
            findings.meant(name, known));
        return Optional.empty();
      }
    }
    return found;
  }

  private static String name(FieldSite field, boolean byId) {
    return byId ? field.property().id().orElse(field.property().name()) : field.property().name();
  }

  /** The full form of a short reference to a table of another contract of the set. */
  private Optional<String> elsewhere(PropertyReference reference) {
    if (reference.text().indexOf('/') >= 0 || from.contract().file().isEmpty()) {
      return Optional.empty();
    }
    for (TableSite table : contracts.tablesNamed(reference.table())) {
      Optional<FieldSite> property = table.field(reference.properties().get(0));
      Optional<Path> file = table.contract().contract().file();
      if (property.isPresent() && file.isPresent() && table.contract() != from) {
        Path own = from.contract().file().get().toAbsolutePath().normalize();
        String relative =
            own.resolveSibling(".")
                .normalize()
                .relativize(file.get().toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
        return Optional.of(
            relative
                + "#/schema/"
                + table.table().id().orElse(table.table().name())
                + "/properties/"
                + name(property.get(), true));
      }
    }
    return Optional.empty();
  }
}
