// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.fault;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentProblem;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.error.NearMiss;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads a plan from a document, so that errors name the place. */
final class PlanReader {
  private static final List<String> KEYS = List.of("seed", "spread", "faults", "drift");
  private static final List<String> DRIFT_KEYS =
      List.of("field", "from", "scale", "shift", "value", "share");

  private final Document document;
  private final Path file;
  private final FaultPlan.Builder plan = FaultPlan.builder();

  private PlanReader(Document document, Path file) {
    this.document = document;
    this.file = file;
  }

  static FaultPlan read(Path file) {
    return new PlanReader(Document.read(file), file).plan();
  }

  private FaultPlan plan() {
    for (DocumentProblem problem : document.problems()) {
      throw at(problem.location().line(), problem.location().column()).invalid(problem.message());
    }
    MapNode root = map(document.root(), "a plan");
    known(root, KEYS);
    root.get("seed").ifPresent(it -> plan.seed(whole(it, "seed")));
    root.get("spread").ifPresent(it -> at(it).spread(number(it, "spread").doubleValue()));
    root.get("faults").ifPresent(this::faults);
    root.get("drift").ifPresent(this::drifts);
    return plan.build();
  }

  private void faults(Node node) {
    for (MapNode.Entry entry : map(node, "'faults'").entries()) {
      Node value = entry.value();
      if (value instanceof MapNode map) {
        List<String> keys = new ArrayList<>(List.of("share"));
        keys.addAll(FaultKind.of(entry.key()).map(FaultKind::options).orElse(List.of()));
        if (FaultKind.of(entry.key()).isPresent() || entry.key().equals(FaultPlan.MALFORMED)) {
          known(map, keys);
        }
        double share = number(needed(map, "share"), "share").doubleValue();
        FaultOptions options = options(map);
        at(entry).named(entry.key(), share, options);
      } else {
        double share = number(value, "'" + entry.key() + "'").doubleValue();
        at(entry).named(entry.key(), share, FaultOptions.DEFAULT);
      }
    }
  }

  private FaultOptions options(MapNode map) {
    FaultOptions options = FaultOptions.DEFAULT;
    for (MapNode.Entry entry : map.entries()) {
      try {
        options = option(options, entry);
      } catch (DateTimeParseException | InvalidPathException e) {
        throw at(entry.value()).invalid("'" + entry.key() + "' cannot be read: " + e.getMessage());
      } catch (ArithmeticException e) {
        throw at(entry.value()).invalid("'" + entry.key() + "' is too large");
      }
    }
    return options;
  }

  private FaultOptions option(FaultOptions options, MapNode.Entry entry) {
    Node value = entry.value();
    String name = "'" + entry.key() + "'";
    return switch (entry.key()) {
      case "fields" -> options.withFields(texts(value, name));
      case "within" -> placed(value, () -> options.withWithin(Math.toIntExact(whole(value, name))));
      case "bytes" -> placed(value, () -> options.withBytes(Math.toIntExact(whole(value, name))));
      case "by" -> placed(value, () -> options.withBy(Duration.parse(text(value, name))));
      case "contract" ->
          options.withContract(
              DataContract.load(
                  Optional.ofNullable(file.getParent())
                      .map(it -> it.resolve(text(value, name)))
                      .orElseGet(() -> Path.of(text(value, name)))));
      default -> options;
    };
  }

  /** Options, or their own refusal with the place. */
  private FaultOptions placed(Node value, Supplier<FaultOptions> options) {
    return at(value).placed(options);
  }

  private void drifts(Node node) {
    if (!(node instanceof ListNode list)) {
      throw at(node).invalid("'drift' is a list of maps, found " + node.kindName());
    }
    for (Node item : list.items()) {
      MapNode map = map(item, "a drift");
      known(map, DRIFT_KEYS);
      String field = text(needed(map, "field"), "'field'");
      long from = map.get("from").map(it -> whole(it, "'from'")).orElse(0L);
      Optional<ScalarNode> value = map.scalar("value");
      BigDecimal scale = map.get("scale").map(it -> number(it, "'scale'")).orElse(BigDecimal.ONE);
      BigDecimal shift = map.get("shift").map(it -> number(it, "'shift'")).orElse(BigDecimal.ZERO);
      double share = value.isPresent() ? number(needed(map, "share"), "'share'").doubleValue() : 0;
      if (value.isPresent() && (map.has("scale") || map.has("shift"))) {
        throw at(map).invalid("a drift has a scale and a shift, or a value with its share");
      }
      at(map);
      plan.drift(
          plan.placed(
              () -> new Drift(field, from, scale, shift, value.map(ScalarNode::text), share)));
    }
  }

  private void known(MapNode map, List<String> keys) {
    for (MapNode.Entry entry : map.entries()) {
      if (!keys.contains(entry.key())) {
        throw at(entry)
            .invalid(
                "there is no '"
                    + entry.key()
                    + "' here"
                    + NearMiss.of(entry.key(), keys)
                        .map(it -> "; did you mean '" + it + "'?")
                        .orElse("")
                    + "; allowed are "
                    + keys);
      }
    }
  }

  private Node needed(MapNode map, String key) {
    return map.get(key).orElseThrow(() -> at(map).invalid("it needs '" + key + "'"));
  }

  private MapNode map(Node node, String what) {
    if (node instanceof MapNode map) {
      return map;
    }
    throw at(node).invalid(what + " is a map, found " + node.kindName());
  }

  private BigDecimal number(Node node, String name) {
    if (node instanceof ScalarNode scalar && scalar.isNumber()) {
      return scalar.decimal();
    }
    throw at(node).invalid(name + " is a number, found " + node.kindName());
  }

  private long whole(Node node, String name) {
    try {
      return number(node, name).longValueExact();
    } catch (ArithmeticException e) {
      throw at(node).invalid(name + " is a whole number of 64 bits");
    }
  }

  private String text(Node node, String name) {
    if (node instanceof ScalarNode scalar && !scalar.isNull()) {
      return scalar.text();
    }
    throw at(node).invalid(name + " is a text, found " + node.kindName());
  }

  private String[] texts(Node node, String name) {
    if (node instanceof ListNode list && !list.items().isEmpty()) {
      return list.items().stream().map(it -> text(it, name)).toArray(String[]::new);
    }
    throw at(node).invalid(name + " is a list of properties, such as [qty, customer.segment]");
  }

  private FaultPlan.Builder at(MapNode.Entry entry) {
    return entry.keyLocation().known()
        ? at(entry.keyLocation().line(), entry.keyLocation().column())
        : at(entry.value());
  }

  private FaultPlan.Builder at(Node node) {
    return at(node.location().line(), node.location().column());
  }

  private FaultPlan.Builder at(int line, int column) {
    return plan.place(" '" + document.origin() + "', line " + line + ", column " + column);
  }
}
