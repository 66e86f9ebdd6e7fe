// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.rule;

import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.PropertyReference;
import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.internal.lint.site.ContractSite;
import io.meshterious.core.contract.internal.lint.site.Contracts;
import io.meshterious.core.contract.internal.lint.site.FieldSite;
import io.meshterious.core.contract.internal.lint.site.Located;
import io.meshterious.core.contract.internal.lint.site.TableSite;
import io.meshterious.core.contract.internal.lint.value.Types;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules about foreign keys. */
public final class ForeignKeyRules {
  /**
   * One end of a foreign key at one column.
   *
   * @param text the reference or name as written
   * @param place where
   * @param field the property it leads to
   */
  private record End(String text, Place place, Optional<FieldSite> field) {}

  private final Findings findings;
  private final ReferenceRules references;
  private final Map<TableSite, Map<TableSite, Place>> required = new LinkedHashMap<>();

  private ForeignKeyRules(Contracts contracts, ContractSite site, Findings findings) {
    this.findings = findings;
    this.references = new ReferenceRules(contracts, site, findings);
  }

  /** Reports what is wrong. */
  public static void check(Contracts contracts, ContractSite site, Findings findings) {
    ForeignKeyRules rules = new ForeignKeyRules(contracts, site, findings);
    for (TableSite table : site.tables()) {
      Set<String> seen = new HashSet<>();
      for (FieldSite field : table.all()) {
        for (Located relationship : Located.in(field.node(), field.path(), "relationships")) {
          List<End> from =
              List.of(new End(field.property().name(), relationship.place(), Optional.of(field)));
          rules.key(table, from, rules.to(relationship), relationship, seen);
        }
      }
      for (Located relationship : Located.in(table.node(), table.path(), "relationships")) {
        rules.key(
            table, rules.from(table, relationship), rules.to(relationship), relationship, seen);
      }
    }
    rules.circles();
  }

  private List<End> to(Located relationship) {
    List<End> ends = new ArrayList<>();
    texts(relationship, "to")
        .forEach((place, text) -> ends.add(new End(text, place, references.follow(text, place))));
    return ends;
  }

  private List<End> from(TableSite table, Located relationship) {
    List<End> ends = new ArrayList<>();
    texts(relationship, "from")
        .forEach(
            (place, text) -> {
              PropertyReference reference = PropertyReference.parse(text);
              String own =
                  text.indexOf('/') >= 0
                      ? table.table().id().orElse(table.table().name())
                      : table.table().name();
              if (reference.wellFormed()
                  && (reference.file().isPresent() || !reference.table().equals(own))) {
                findings.add(
                    LintRule.FOREIGN_KEY_FROM_ELSEWHERE,
                    place,
                    "the foreign key starts from "
                        + quote(text)
                        + " but stands in table "
                        + quote(table.table().name()),
                    "move it to the table it starts from");
                ends.add(new End(text, place, Optional.empty()));
              } else {
                ends.add(new End(text, place, references.follow(text, place)));
              }
            });
    return ends;
  }

  private static Map<Place, String> texts(Located relationship, String key) {
    Map<Place, String> texts = new LinkedHashMap<>();
    Node value = relationship.node().get(key).orElse(ScalarNode.NULL);
    if (value instanceof ScalarNode scalar && scalar.isText()) {
      texts.put(relationship.at(key), scalar.text());
    } else if (value instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        if (list.items().get(i) instanceof ScalarNode scalar && scalar.isText()) {
          texts.put(Place.of(scalar, Place.item(relationship.path(), key, i)), scalar.text());
        }
      }
    }
    return texts;
  }

  private void key(
      TableSite table, List<End> from, List<End> to, Located relationship, Set<String> seen) {
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    if (from.size() != to.size()) {
      findings.add(
          LintRule.FOREIGN_KEY_COLUMNS,
          relationship.at("to"),
          "the foreign key starts from " + count(from.size()) + " and leads to " + count(to.size()),
          "both ends need the same number");
      return;
    }
    boolean complete =
        from.stream().allMatch(end -> end.field().isPresent())
            && to.stream().allMatch(end -> end.field().isPresent());
    for (int i = 0; i < from.size(); i++) {
      if (from.get(i).field().isPresent() && to.get(i).field().isPresent()) {
        types(from.get(i).field().get(), to.get(i).field().get(), to.get(i));
      }
    }
    if (!complete) {
      return;
    }
    String signature =
        from.stream().map(end -> end.field().get().path()).toList()
            + " "
            + to.stream().map(end -> identity(end.field().get())).toList();
    if (!seen.add(signature)) {
      findings.add(
          LintRule.FOREIGN_KEY_TWICE,
          relationship.place(),
          "the foreign key to " + quote(to.get(0).text()) + " stands twice",
          "say it once");
      return;
    }
    boolean itself =
        from.stream()
            .map(end -> end.field().get())
            .toList()
            .equals(to.stream().map(end -> end.field().get()).toList());
    if (itself) {
      findings.add(
          LintRule.FOREIGN_KEY_TO_ITSELF,
          to.get(0).place(),
          "the foreign key leads from "
              + quote(from.get(0).field().get().property().name())
              + " to itself",
          "it is always true");
    } else {
      unique(to);
      edge(table, from, to);
    }
  }

  private static String identity(FieldSite field) {
    return System.identityHashCode(field.table()) + field.path();
  }

  private static String count(int columns) {
    return columns == 1 ? "1 property" : columns + " properties";
  }

  private void types(FieldSite from, FieldSite to, End end) {
    Optional<DataType> mine = from.type();
    Optional<DataType> theirs = to.type();
    if (mine.isPresent()
        && theirs.isPresent()
        && !comparable(mine.get()).equals(comparable(theirs.get()))) {
      findings.add(
          LintRule.FOREIGN_KEY_TYPE,
          end.place(),
          "foreign key "
              + quote(from.property().name())
              + " is "
              + Types.words(mine.get())
              + " but "
              + quote(end.text())
              + " is "
              + Types.words(theirs.get()),
          "both ends need the same type");
    }
  }

  /** A type without what does not matter in a comparison: how long a text is. */
  private static DataType comparable(DataType type) {
    return type instanceof DataType.Text ? new DataType.Text(OptionalInt.empty()) : type;
  }

  private void unique(List<End> to) {
    List<FieldSite> targets = to.stream().map(end -> end.field().get()).toList();
    TableSite table = targets.get(0).table();
    Set<String> names =
        targets.stream().map(it -> it.property().name()).collect(Collectors.toSet());
    boolean unique = targets.size() == 1 && targets.get(0).property().unique();
    if (!unique && !names.equals(table.primaryKey())) {
      String what =
          targets.size() == 1
              ? quote(to.get(0).text()) + " is"
              : "the properties from " + quote(to.get(0).text()) + " on are";
      findings.add(
          LintRule.FOREIGN_KEY_TARGET_NOT_UNIQUE,
          to.get(0).place(),
          what + " neither the primary key of " + quote(table.table().name()) + " nor unique",
          "a foreign key leads to at most one row");
    }
  }

  private void edge(TableSite table, List<End> from, List<End> to) {
    TableSite target = to.get(0).field().get().table();
    boolean always =
        from.stream()
            .allMatch(
                end -> end.field().get().property().required() && end.field().get().topLevel());
    if (always && target.contract() == table.contract()) {
      required
          .computeIfAbsent(table, it -> new LinkedHashMap<>())
          .putIfAbsent(target, to.get(0).place());
    }
  }

  /** Reports each circle of required foreign keys once, at the key that closes it. */
  private void circles() {
    Set<TableSite> done = new HashSet<>();
    for (TableSite start : required.keySet()) {
      List<TableSite> path = new ArrayList<>();
      List<Iterator<Map.Entry<TableSite, Place>>> open = new ArrayList<>();
      Set<TableSite> onPath = new HashSet<>();
      enter(start, path, open, onPath, done);
      while (!open.isEmpty()) {
        if (!open.get(open.size() - 1).hasNext()) {
          open.remove(open.size() - 1);
          onPath.remove(path.remove(path.size() - 1));
          continue;
        }
        Map.Entry<TableSite, Place> next = open.get(open.size() - 1).next();
        if (onPath.contains(next.getKey())) {
          List<String> names =
              path.subList(path.indexOf(next.getKey()), path.size()).stream()
                  .map(it -> it.table().name())
                  .toList();
          String circle =
              String.join(" → ", names.subList(0, Math.min(8, names.size())))
                  + (names.size() > 8 ? " → … → " : " → ")
                  + names.get(0);
          findings.add(
              LintRule.FOREIGN_KEY_CYCLE,
              next.getValue(),
              "required foreign keys form a circle: " + circle,
              "make one of them optional");
        } else {
          enter(next.getKey(), path, open, onPath, done);
        }
      }
    }
  }

  private void enter(
      TableSite table,
      List<TableSite> path,
      List<Iterator<Map.Entry<TableSite, Place>>> open,
      Set<TableSite> onPath,
      Set<TableSite> done) {
    if (done.add(table)) {
      path.add(table);
      onPath.add(table);
      open.add(required.getOrDefault(table, Map.of()).entrySet().iterator());
    }
  }
}
