// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.alter;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.internal.diff.element.Matching;
import io.meshterious.core.contract.internal.sql.change.Widening;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;

/** What changes inside objects and arrays of Spark and Databricks, field by field. */
final class NestedFields {
  private final Dialect bare;
  private final String alter;
  private final List<String> statements = new ArrayList<>();
  private boolean possible = true;

  NestedFields(Dialect bare, String alter) {
    this.bare = bare;
    this.alter = alter;
  }

  /** The statements that turn one column into another; empty when some change has none. */
  static List<String> changes(
      Dialect bare, String alter, Property older, Property newer, String path) {
    NestedFields fields = new NestedFields(bare, alter);
    fields.compare(older, newer, path);
    return fields.possible ? fields.statements : List.of();
  }

  /** The statements that set or remove comments. */
  static List<String> comments(
      Dialect bare, String alter, Property older, Property newer, String path) {
    NestedFields fields = new NestedFields(bare, alter);
    fields.compareComments(older, newer, path);
    return fields.statements;
  }

  private void compare(Property older, Property newer, String path) {
    boolean object = !older.properties().isEmpty() && !newer.properties().isEmpty();
    boolean array = older.items().isPresent() && newer.items().isPresent();
    if (object) {
      members(older, newer, path);
    } else if (array) {
      compare(older.items().orElseThrow(), newer.items().orElseThrow(), path + ".element");
    } else if (!bare.type(older).equals(bare.type(newer))) {
      possible &= Widening.of(older, newer);
      statements.add(alter + "ALTER COLUMN " + path + " TYPE " + bare.type(newer));
    }
  }

  private void members(Property older, Property newer, String path) {
    Matching<Property> matching = Matching.properties(older.properties(), newer.properties());
    for (Property removed : matching.removed()) {
      statements.add(alter + "DROP COLUMN " + path + "." + bare.quote(removed.columnName()));
    }
    for (Matching.Entry<Property> entry : matching.entries()) {
      String name = bare.quote(entry.newer().columnName());
      if (entry.older().isEmpty()) {
        possible &= !entry.newer().required();
        statements.add(
            alter
                + "ADD COLUMN "
                + path
                + "."
                + name
                + " "
                + bare.type(entry.newer())
                + bare.columnSuffix(entry.newer().description()));
      } else {
        Property before = entry.older().get();
        if (!before.columnName().equals(entry.newer().columnName())) {
          statements.add(
              alter
                  + "RENAME COLUMN "
                  + path
                  + "."
                  + bare.quote(before.columnName())
                  + " TO "
                  + name);
        }
        compare(before, entry.newer(), path + "." + name);
      }
    }
  }

  private void compareComments(Property older, Property newer, String path) {
    if (older.items().isPresent() && newer.items().isPresent()) {
      compareComments(older.items().get(), newer.items().get(), path + ".element");
    }
    for (Matching.Entry<Property> entry :
        Matching.properties(older.properties(), newer.properties()).kept()) {
      String inside = path + "." + bare.quote(entry.newer().columnName());
      if (!entry.older().flatMap(Property::description).equals(entry.newer().description())) {
        statements.add(
            alter
                + "ALTER COLUMN "
                + inside
                + " COMMENT "
                + bare.literal(entry.newer().description().orElse("")));
      }
      compareComments(entry.older().orElseThrow(), entry.newer(), inside);
    }
  }
}
