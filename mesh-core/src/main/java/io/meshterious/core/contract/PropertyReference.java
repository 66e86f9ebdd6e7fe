// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name of a property from elsewhere, in either notation of the standard: {@code table.property}
 * by names, or {@code [file.yaml#][/]schema/table/properties/property[/properties/nested]} by ids.
 *
 * @param text the reference as written
 * @param file the other contract's file, relative to this one's; absent when the property is in the
 *     same contract
 * @param table the table: its name in the short notation, its id (or, where it has none, its name)
 *     in the full one
 * @param properties the names or ids from the table's property down; empty when the text is in
 *     neither notation
 */
public record PropertyReference(
    String text, Optional<String> file, String table, List<String> properties) {
  /** Copies the names. */
  public PropertyReference {
    properties = List.copyOf(properties);
  }

  /** Reads a reference; one in neither notation has no properties and leads nowhere. */
  public static PropertyReference parse(String text) {
    int hash = text.indexOf('#');
    Optional<String> file = hash < 0 ? Optional.empty() : Optional.of(text.substring(0, hash));
    String rest = text.substring(hash + 1);
    if (rest.indexOf('/') >= 0) {
      String[] parts = (rest.startsWith("/") ? rest.substring(1) : rest).split("/", -1);
      List<String> properties = new ArrayList<>();
      boolean wellFormed = parts.length >= 4 && parts.length % 2 == 0 && parts[0].equals("schema");
      for (int i = 2; wellFormed && i < parts.length; i += 2) {
        wellFormed = parts[i].equals("properties");
        properties.add(parts[i + 1]);
      }
      return new PropertyReference(
          text, file, wellFormed ? parts[1] : "", wellFormed ? properties : List.of());
    }
    String[] names = rest.split("\\.", -1);
    boolean wellFormed =
        file.isEmpty() && names.length == 2 && !names[0].isEmpty() && !names[1].isEmpty();
    return new PropertyReference(
        text, file, wellFormed ? names[0] : "", wellFormed ? List.of(names[1]) : List.of());
  }

  /** Whether it is in one of the two notations. */
  public boolean wellFormed() {
    return !properties.isEmpty();
  }

  /**
   * The file it names, beside the file of the contract it stands in; absent when it names none,
   * when that contract came from no file, or when the name is no path on this machine, such as a
   * URL.
   */
  public Optional<Path> fileBeside(DataContract contract) {
    if (file.isEmpty() || contract.file().isEmpty() || file.get().contains("://")) {
      return Optional.empty();
    }
    try {
      return Optional.of(contract.file().get().resolveSibling(file.get()).normalize());
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  /** The property it leads to within one contract, whatever file it names. */
  public Optional<Property> resolveIn(DataContract contract) {
    for (Table candidate : contract.tables()) {
      if (named(table, candidate.id(), candidate.name())) {
        Optional<Property> found = descend(candidate.properties(), 0);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Property> descend(List<Property> candidates, int depth) {
    if (depth == properties.size()) {
      return Optional.empty();
    }
    for (Property candidate : candidates) {
      if (named(properties.get(depth), candidate.id(), candidate.name())) {
        return depth == properties.size() - 1
            ? Optional.of(candidate)
            : descend(candidate.properties(), depth + 1);
      }
    }
    return Optional.empty();
  }

  private boolean named(String wanted, Optional<String> id, String name) {
    boolean byId = text.indexOf('/') >= 0;
    return byId ? id.orElse(name).equals(wanted) : name.equals(wanted);
  }

  @Override
  public String toString() {
    return text;
  }
}
