// SPDX-License-Identifier: Apache-2.0
package com.example.names;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.producers.EventGenerator;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.draw.Draw;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Fills full names, e-mail addresses and cities of any contract with those of Datafaker. Name and
 * address of an object are of the same person; addresses end in {@code customer.example}.
 */
public final class NamesGenerator implements EventGenerator {
  private static final byte[] END = "@customer.example".getBytes(StandardCharsets.US_ASCII);
  private static final List<byte[]> MAILBOXES =
      People.NAMES.stream()
          .map(name -> People.mailbox(name).getBytes(StandardCharsets.US_ASCII))
          .toList();

  /** Does nothing, as promise 1 of a plugin asks. */
  public NamesGenerator() {}

  @Override
  public String name() {
    return "datafaker-names";
  }

  @Override
  public String description() {
    return "Names, e-mail addresses and cities from Datafaker";
  }

  @Override
  public void generate(GeneratedTable table) {
    people(table, "", table.table().properties());
  }

  /** Looks at the properties of a table, or of an object in it. */
  private static void people(GeneratedTable table, String path, List<Property> properties) {
    // A function of seed and row: the key follows from the seed, the contract, the table and this.
    long key = table.key(path + "#person");
    LongValue person = row -> Draw.below(Draw.bits(key, row), People.COUNT);
    for (Property property : properties) {
      String place = path + property.name();
      if (property.logicalType().filter(LogicalType.OBJECT::equals).isPresent()) {
        people(table, place + ".", property.properties());
      } else if (!isFree(property)) {
        continue;
      } else if (property.options().format().filter("email"::equals).isPresent()) {
        table.column(
            place,
            Column.ofTexts(
                (row, out) -> {
                  out.put(MAILBOXES.get((int) person.at(row)));
                  out.put('.');
                  out.putLong(row);
                  out.put(END);
                }));
      } else if (property.name().equals("full_name")) {
        table.column(place, Column.ofTexts(People.NAMES, person));
      } else if (property.name().equals("city")) {
        long cities = table.key(place);
        table.column(
            place,
            Column.ofTexts(People.CITIES, row -> Draw.below(Draw.bits(cities, row), People.COUNT)));
      }
    }
  }

  /** Whether a text may be anything: it comes from nowhere else, and has room. */
  private static boolean isFree(Property property) {
    return property.logicalType().filter(LogicalType.STRING::equals).isPresent()
        && property.allowedValues().isEmpty()
        && property.hints().reference().isEmpty()
        && property.hints().derivedFrom().isEmpty()
        && property.options().pattern().isEmpty()
        && property.options().minLength().orElse(0) <= 1
        && property.options().maxLength().orElse(80) >= 80;
  }
}
