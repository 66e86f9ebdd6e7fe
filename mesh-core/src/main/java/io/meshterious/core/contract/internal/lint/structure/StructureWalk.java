// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.structure;

import static io.meshterious.core.contract.internal.lint.report.Findings.allowed;
import static io.meshterious.core.contract.internal.lint.report.Findings.list;
import static io.meshterious.core.contract.internal.lint.report.Findings.quote;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.internal.lint.report.Findings;
import io.meshterious.core.contract.internal.lint.report.Place;
import io.meshterious.core.contract.lint.LintRule;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Walks a document along the standard's grammar and reports where it leaves it. */
public final class StructureWalk {
  private final ApiVersion version;
  private final String versionName;
  private final Findings findings;

  private StructureWalk(DataContract contract, Findings findings) {
    this.version = ApiVersion.of(contract);
    this.versionName = contract.apiVersion();
    this.findings = findings;
  }

  /** Holds a contract against the version of the standard that it names. */
  public static void run(DataContract contract, Findings findings) {
    StructureWalk walk = new StructureWalk(contract, findings);
    walk.map(contract.node(), "$", Standard.of(walk.version).contract());
  }

  private void map(MapNode map, String path, Kind kind) {
    List<String> variants = kind.variantsOf(map);
    Map<String, Key> keys = kind.keys(variants);
    for (MapNode.Entry entry : map.entries()) {
      Key key = keys.get(entry.key());
      if (key == null) {
        strange(
            entry,
            new Place(entry.keyLocation(), Place.child(path, entry.key())),
            kind,
            keys,
            variants);
      } else {
        known(entry, path, key);
      }
    }
    for (Key key : keys.values()) {
      if (key.required() && !map.has(key.name())) {
        findings.add(
            LintRule.MISSING_KEY,
            new Place(map.location(), path),
            kind.label() + " has no " + quote(key.name()),
            "it is required" + because(kind, key, variants));
      }
    }
    kind.exactlyOne(variants).forEach(group -> exactlyOne(map, path, kind, group));
    sameForm(map, path, kind);
  }

  private static String because(Kind kind, Key key, List<String> variants) {
    List<String> with = kind.variantsWith(key.name()).stream().filter(variants::contains).toList();
    return with.isEmpty() ? "" : " with " + kind.selector() + " " + list(with);
  }

  private void strange(
      MapNode.Entry entry, Place place, Kind kind, Map<String, Key> keys, List<String> variants) {
    String name = entry.key();
    List<String> elsewhere =
        kind.variantsWith(name).stream().filter(it -> !it.isEmpty() && !it.equals("?")).toList();
    Optional<String> reason = kind.forbidden(name);
    if (reason.isPresent()) {
      findings.add(
          LintRule.MISPLACED_KEY,
          place,
          "key " + quote(name) + " is not allowed in " + kind.label(),
          reason.get());
    } else if (!elsewhere.isEmpty() && !kind.open()) {
      List<String> present = variants.stream().filter(it -> !it.isEmpty()).toList();
      String with =
          present.isEmpty()
              ? "without " + quote(kind.selector())
              : "with " + kind.selector() + " " + list(present);
      findings.add(
          LintRule.MISPLACED_KEY,
          place,
          "key " + quote(name) + " is not allowed " + with,
          "it belongs to " + kind.selector() + " " + list(elsewhere));
    } else {
      Optional<String> meant = findings.meant(name, keys.keySet());
      if (!kind.open()) {
        findings.add(
            LintRule.UNKNOWN_KEY,
            place,
            "unknown key " + quote(name) + " in " + kind.label(),
            keys.isEmpty() ? "" : allowed(keys.keySet()),
            meant);
      } else if (meant.isPresent()) {
        findings.add(
            LintRule.MISSPELT_KEY,
            place,
            "unusual key " + quote(name) + " in " + kind.label(),
            "",
            meant);
      }
    }
  }

  private void known(MapNode.Entry entry, String path, Key key) {
    boolean always = !key.newInThreeOne() && key.deprecated().isEmpty();
    if (always && key.type().free() && key.type().accepts(entry.value())) {
      return;
    }
    Place place = new Place(entry.keyLocation(), Place.child(path, key.name()));
    if (key.newInThreeOne() && !version.knowsThreeOne()) {
      newer(place, "key " + quote(key.name()));
    }
    if (key.deprecated().isPresent() && version.knowsThreeOne()) {
      findings.add(
          LintRule.DEPRECATED_KEY,
          place,
          "key " + quote(key.name()) + " is deprecated since v3.1.0",
          key.deprecated().get());
    }
    value(entry.value(), place.path(), quote(key.name()), key.type());
  }

  private void newer(Place place, String what) {
    findings.add(
        LintRule.NEWER_THAN_API_VERSION,
        place,
        what + " is new in v3.1.0 but 'apiVersion' is " + quote(versionName),
        "set 'apiVersion' to 'v3.1.0' to use it");
  }

  private void value(Node value, String path, String what, ValueType type) {
    if (!type.accepts(value)) {
      wrongType(value, path, what, type);
    } else if (type instanceof ValueType.Items items && value instanceof ListNode list) {
      items(list, path, what, items);
    } else if (type instanceof ValueType.Element element && value instanceof MapNode map) {
      map(map, path, element.kind().get());
    } else if (type instanceof ValueType.Either either) {
      value(value, path, what, either.first().accepts(value) ? either.first() : either.second());
    } else if (value instanceof ScalarNode scalar) {
      scalar(scalar, Place.of(value, path), what, type);
    }
  }

  private void wrongType(Node value, String path, String what, ValueType type) {
    Place place = Place.of(value, path);
    if (value instanceof ScalarNode scalar && scalar.isNull()) {
      findings.add(LintRule.NULL_VALUE, place, what + " is null", "allowed is " + type.label());
      return;
    }
    String shown =
        value instanceof ScalarNode scalar
            ? " " + (scalar.isText() ? quote(scalar.text()) : scalar.text())
            : "";
    String kind = value instanceof ScalarNode ? value.kindName() : "a " + value.kindName();
    findings.add(
        LintRule.WRONG_TYPE,
        place,
        what + " is " + kind + shown,
        "allowed is " + type.label(),
        retyped(value, type));
  }

  /** The value written so that it has the right type, where only quotes are too many or missing. */
  private static Optional<String> retyped(Node value, ValueType type) {
    if (!(value instanceof ScalarNode scalar)) {
      return Optional.empty();
    }
    if (!scalar.isText()) {
      boolean text = type instanceof ValueType.Text || type instanceof ValueType.Version;
      return text ? Optional.of(scalar.text()) : Optional.empty();
    }
    if (type instanceof ValueType.Flag) {
      return switch (scalar.text().toLowerCase(Locale.ROOT)) {
        case "true", "yes", "on", "y" -> Optional.of("true");
        case "false", "no", "off", "n" -> Optional.of("false");
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }

  private void items(ListNode list, String path, String what, ValueType.Items type) {
    int size = list.items().size();
    if (size < type.least() || size > type.most()) {
      String demand =
          type.least() == type.most() ? "exactly " + type.least() : "at least " + type.least();
      findings.add(
          LintRule.ITEM_COUNT,
          Place.of(list, path),
          what + " has " + size + (size == 1 ? " item" : " items"),
          "it must have " + demand);
    }
    Set<Node> seen = new HashSet<>();
    for (int i = 0; i < size; i++) {
      Node item = list.items().get(i);
      value(item, path + "[" + i + "]", "item " + (i + 1) + " of " + what, type.item());
      if (type.unique() && !seen.add(comparable(item))) {
        findings.add(
            LintRule.REPEATED_ITEM,
            Place.of(item, path + "[" + i + "]"),
            "item " + (i + 1) + " of " + what + " repeats " + item,
            "all items must differ");
      }
    }
  }

  /** A number without the zeros that make no difference to its value; any other node as it is. */
  private static Node comparable(Node item) {
    return item instanceof ScalarNode scalar && scalar.isNumber()
        ? ScalarNode.number(scalar.decimal().stripTrailingZeros())
        : item;
  }

  private void scalar(ScalarNode value, Place place, String what, ValueType type) {
    if (type instanceof ValueType.Choice choice) {
      if (!choice.values().contains(value.text())) {
        findings.add(
            LintRule.UNKNOWN_VALUE,
            place,
            what + " is " + quote(value.text()),
            allowed(choice.values()),
            findings.meant(value.text(), choice.values()));
      } else if (choice.fromThreeOne().contains(value.text()) && !version.knowsThreeOne()) {
        newer(place, what + " " + quote(value.text()));
      }
    } else if (type instanceof ValueType.Shaped shaped
        && !shaped.pattern().matcher(value.text()).matches()) {
      findings.add(
          LintRule.MALFORMED_VALUE, place, what + " is " + quote(value.text()), shaped.form());
    } else if (type instanceof ValueType.Version && !ApiVersion.NAMES.contains(value.text())) {
      version(value.text(), place);
    } else if (type instanceof ValueType.Whole whole
        && !whole.negative()
        && value.decimal().signum() < 0) {
      findings.add(
          LintRule.NUMBER_TOO_SMALL, place, what + " is " + value.text(), "allowed is 0 or more");
    } else if (type instanceof ValueType.Num number
        && number.positive()
        && value.decimal().signum() <= 0) {
      findings.add(
          LintRule.NUMBER_TOO_SMALL, place, what + " is " + value.text(), "allowed is more than 0");
    }
  }

  private void version(String text, Place place) {
    String why =
        text.startsWith("v2.")
            ? "version 2 of the standard is not supported: convert the contract; allowed are "
            : "allowed are ";
    Optional<String> meant =
        text.startsWith("v2.") ? Optional.empty() : findings.meant(text, ApiVersion.NAMES);
    findings.add(
        LintRule.UNSUPPORTED_API_VERSION,
        place,
        "'apiVersion' is " + quote(text),
        why + list(ApiVersion.NAMES),
        meant);
  }

  private void exactlyOne(MapNode map, String path, Kind kind, List<String> group) {
    List<String> present = group.stream().filter(map::has).toList();
    if (present.isEmpty()) {
      findings.add(
          LintRule.MISSING_KEY,
          new Place(map.location(), path),
          kind.label() + " has none of " + list(group),
          "exactly one is required");
    } else if (present.size() > 1) {
      String names = present.stream().map(Findings::quote).collect(Collectors.joining(" and "));
      findings.add(
          LintRule.CONFLICTING_KEYS,
          Place.key(map, path, present.get(1)),
          kind.label() + " has " + names,
          "only one of them is allowed");
    }
  }

  private void sameForm(MapNode map, String path, Kind kind) {
    if (kind.sameForm().isEmpty()) {
      return;
    }
    String first = kind.sameForm().get(0);
    String second = kind.sameForm().get(1);
    Optional<Node> one = map.get(first);
    Optional<Node> other = map.get(second);
    if (one.isPresent()
        && other.isPresent()
        && one.get() instanceof ListNode != other.get() instanceof ListNode) {
      findings.add(
          LintRule.MIXED_FORMS,
          Place.value(map, path, second),
          quote(first)
              + " is "
              + form(one.get())
              + " and "
              + quote(second)
              + " is "
              + form(other.get()),
          "both must be lists or both a single reference");
    }
  }

  private static String form(Node node) {
    return node instanceof ListNode ? "a list" : "a single reference";
  }
}
