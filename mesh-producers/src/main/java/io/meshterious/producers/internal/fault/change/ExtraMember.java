// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.change;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.internal.json.JsonEdit;
import io.meshterious.producers.internal.json.JsonPath;
import io.meshterious.producers.internal.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** An event with a property that its contract does not name. */
public final class ExtraMember implements Mutation {
  private final List<String> names;
  private final Expectation expect;

  /** An event of a table with one of some further names. */
  public ExtraMember(Table table, List<String> names) {
    List<String> known = table.properties().stream().map(Property::name).toList();
    this.names = names.stream().map(it -> unlike(it, known)).toList();
    this.expect = expectation(table);
  }

  private static String unlike(String name, List<String> known) {
    return known.contains(name) ? unlike(name + "_", known) : name;
  }

  /** What is done with a property that the contract does not name. */
  static Expectation expectation(Table table) {
    return table.hints().unknownFields() == TableHints.UnknownFields.REJECT
        ? Expectation.REJECTED
        : Expectation.STORED;
  }

  @Override
  public Mutated apply(byte[] json, Chance chance) {
    String name = names.get((int) chance.below(1, names.size()));
    if (new JsonPath(List.of(name)).find(json).isPresent()) {
      return new Mutated(json, Optional.of(name), expect);
    }
    String value = chance.oneOf(2, "17", "\"new\"", "true", "{\"a\":1}", "[1,2]", "null");
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    member.writeBytes(JsonText.write(name));
    member.writeBytes((":" + value).getBytes(StandardCharsets.UTF_8));
    return new Mutated(JsonEdit.insert(json, member.toByteArray()), Optional.of(name), expect);
  }
}
