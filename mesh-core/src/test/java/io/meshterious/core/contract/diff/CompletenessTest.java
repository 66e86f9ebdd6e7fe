// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.Location;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompletenessTest {
  private static final int ROUNDS = 4_000;

  private final long seed = Long.getLong("mesh.seed", new Random().nextInt(Integer.MAX_VALUE));
  private final Random random = new Random(seed);

  @Test
  void diff_anyMutation_isEmptyExactlyWhenTheDocumentsAreEqual() {
    System.out.println(
        "mutated contracts: seed " + seed + " (repeat with -Dmesh.seed=" + seed + ")");
    Node base = Document.parse(Edits.BASE, DocumentFormat.YAML, "base").root();
    Node older = base;
    for (int round = 0; round < ROUNDS; round++) {
      Node newer = older;
      for (int i = random.nextInt(3); i >= 0; i--) {
        newer = mutated(newer, random.nextInt(8));
      }
      DataContract before = contract(older);
      DataContract after = contract(newer);
      ContractDiff diff = after.diff(before);
      assertThat(diff.isEmpty())
          .as("round %s of seed %s: %s", round, seed, diff.changes())
          .isEqualTo(before.equals(after));
      assertThat(before.diff(after).isEmpty())
          .as("back, round %s of seed %s", round, seed)
          .isEqualTo(diff.isEmpty());
      assertThat(after.diff(before)).isEqualTo(diff);
      assertThat(diff.changelog()).startsWith("## ").endsWith("\n");
      assertThat(diff.changes()).allSatisfy(change -> assertThat(change.what()).isNotBlank());
      older = random.nextInt(4) == 0 ? newer : base;
    }
  }

  private static DataContract contract(Node root) {
    return DataContract.lenient(
        Document.parse(Document.write(root, DocumentFormat.JSON), DocumentFormat.JSON, "mutated"));
  }

  /** The tree with something changed about so deep. */
  private Node mutated(Node node, int depth) {
    if (depth > 0 && node instanceof MapNode map && !map.isEmpty()) {
      String key = map.keys().get(random.nextInt(map.keys().size()));
      return map.with(key, mutated(map.get(key).orElseThrow(), depth - 1));
    } else if (depth > 0 && node instanceof ListNode list && !list.items().isEmpty()) {
      List<Node> items = new ArrayList<>(list.items());
      int place = random.nextInt(items.size());
      items.set(place, mutated(items.get(place), depth - 1));
      return new ListNode(items, Location.NONE);
    } else if (node instanceof MapNode map) {
      return mutatedMap(map);
    }
    return node instanceof ListNode list ? mutatedList(list) : scalar();
  }

  private Node mutatedMap(MapNode map) {
    List<String> keys = new ArrayList<>(map.keys());
    switch (random.nextInt(4)) {
      case 0 -> {
        return map.with("key" + random.nextInt(3), scalar());
      }
      case 1 -> {
        return keys.isEmpty() ? map : map.without(keys.get(random.nextInt(keys.size())));
      }
      case 2 -> Collections.shuffle(keys, random);
      default -> {
        return random.nextInt(20) == 0 ? scalar() : map.with("description", scalar());
      }
    }
    MapNode.Builder shuffled = MapNode.builder();
    keys.forEach(key -> shuffled.put(key, map.get(key).orElseThrow()));
    return shuffled.build();
  }

  private Node mutatedList(ListNode list) {
    List<Node> items = new ArrayList<>(list.items());
    switch (random.nextInt(4)) {
      case 0 -> items.add(random.nextInt(items.size() + 1), scalar());
      case 1 -> Collections.shuffle(items, random);
      case 2 -> {
        if (!items.isEmpty()) {
          items.remove(random.nextInt(items.size()));
        }
      }
      default -> {
        if (!items.isEmpty()) {
          items.add(items.get(random.nextInt(items.size())));
        }
      }
    }
    return new ListNode(items, Location.NONE);
  }

  private Node scalar() {
    return switch (random.nextInt(8)) {
      case 0 -> ScalarNode.NULL;
      case 1 -> Node.of(random.nextInt(5));
      case 2 -> Node.of(random.nextBoolean());
      case 3 -> MapNode.EMPTY;
      case 4 -> ListNode.EMPTY;
      case 5 -> Node.of("string");
      default ->
          Node.of(
              List.of("a", "id", "orders", "P1D", "string", "object", "array", "x\ny`z")
                  .get(random.nextInt(8)));
    };
  }
}
