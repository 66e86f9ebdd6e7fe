// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.contract;

import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.Location;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.testkit.SeededRandom;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Valid contracts with one or two things changed by chance, for the better part into something that
 * makes no sense.
 */
final class ContractMutations {
  private final SeededRandom random;
  private final List<MapNode> bases = bases();
  private final List<String> keys = new ArrayList<>();
  private final List<Node> values = new ArrayList<>();

  ContractMutations(SeededRandom random) throws IOException {
    this.random = random;
    bases.forEach(this::collect);
    values.addAll(
        List.of(
            Node.of(-1),
            Node.of(0),
            Node.of(1.0),
            Node.of(2.5),
            Node.of(true),
            Node.of("x y"),
            Node.of(""),
            Node.of("true")));
    values.addAll(
        List.of(
            ScalarNode.NULL,
            ListNode.EMPTY,
            MapNode.EMPTY,
            Node.of(List.of(1, 1)),
            Node.of(List.of("a", "a")),
            Node.of(List.of(5, 1))));
  }

  /** The next one. */
  Node next() {
    Node mutant = mutate(random.oneOf(bases));
    return random.oneIn(4) ? mutate(mutant) : mutant;
  }

  /**
   * The contract that has every element, that contract with one table and property only, and the
   * examples.
   */
  private static List<MapNode> bases() throws IOException {
    List<MapNode> bases = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(
            ContractMutations.class.getResourceAsStream("every-element.odcs.yaml"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      MapNode everything =
          (MapNode) Document.parse(text, DocumentFormat.YAML, "every-element").root();
      for (int i = 0; i < 60; i++) {
        bases.add(everything);
      }
    }
    ExampleContracts.all().forEach(contract -> bases.add(contract.node()));
    return bases;
  }

  private void collect(Node node) {
    Set<String> found = new LinkedHashSet<>();
    collect(node, found);
    found.removeAll(keys);
    keys.addAll(found);
  }

  private void collect(Node node, Set<String> found) {
    if (values.size() < 3_000) {
      values.add(node);
    }
    if (node instanceof MapNode map) {
      found.addAll(map.keys());
      map.entries().forEach(entry -> collect(entry.value(), found));
    } else if (node instanceof ListNode list) {
      list.items().forEach(item -> collect(item, found));
    }
  }

  /** The same tree with one node somewhere changed. */
  private Node mutate(Node node) {
    if (node instanceof MapNode map && !map.isEmpty() && !random.oneIn(6)) {
      String key = random.oneOf(map.keys());
      return map.with(key, mutate(map.get(key).orElseThrow()));
    }
    if (node instanceof ListNode list && !list.items().isEmpty() && !random.oneIn(8)) {
      int index = random.below(list.items().size());
      List<Node> items = new ArrayList<>(list.items());
      items.set(index, mutate(items.get(index)));
      return new ListNode(items, Location.NONE);
    }
    return change(node);
  }

  private Node change(Node node) {
    if (node instanceof MapNode map && !random.oneIn(8)) {
      return switch (random.below(map.isEmpty() ? 1 : 4)) {
        case 0 -> map.with(random.oneOf(keys), random.oneOf(values));
        case 1 -> map.without(random.oneOf(map.keys()));
        case 2 ->
            map.without(random.oneOf(map.keys())).with(random.oneOf(keys), random.oneOf(values));
        default -> map.with(random.oneOf(map.keys()), random.oneOf(values));
      };
    }
    if (node instanceof ListNode list && !random.oneIn(4)) {
      List<Node> items = new ArrayList<>(list.items());
      items.add(items.isEmpty() || random.oneIn(2) ? random.oneOf(values) : random.oneOf(items));
      return new ListNode(items, Location.NONE);
    }
    return random.oneOf(values);
  }
}
