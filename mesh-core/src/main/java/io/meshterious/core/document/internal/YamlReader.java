// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document.internal;

import io.meshterious.core.document.DocumentError;
import io.meshterious.core.document.DocumentException;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.Location;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Builds a tree from the events of a YAML parser. */
public final class YamlReader {
  /** What an anchor stands for; without a node while that is still being read. */
  private record Anchored(@Nullable Node node, long nodes, long characters, int height) {}

  private static final Anchored OPEN = new Anchored(null, 0, 0, 0);

  private final SourceText source;
  private final Reading reading;
  private final ParserImpl parser;
  private final Map<String, Anchored> anchors = new HashMap<>();
  private Location last = new Location(1, 1);
  private int deepest;

  /** Prepares reading. */
  public YamlReader(SourceText source, Reading reading) {
    this.source = source;
    this.reading = reading;
    // One buffer for the whole text: the parser copies what it has not consumed each time it fills
    // its buffer, which takes
    // quadratic time for a long scalar.
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(source.text().length() + 1)
            .build();
    this.parser =
        new ParserImpl(settings, new StreamReader(settings, new StringReader(source.text())));
  }

  /** The document's root. */
  public Node read() {
    next();
    if (next().getEventId() == Event.ID.StreamEnd) {
      throw empty();
    }
    Event first = next();
    if (first instanceof ScalarEvent scalar
        && scalar.isPlain()
        && scalar.getValue().isEmpty()
        && scalar.getTag().isEmpty()) {
      throw empty();
    }
    Node root = node(first);
    next();
    Event end = next();
    if (end.getEventId() != Event.ID.StreamEnd) {
      throw reading.failure(
          DocumentError.SEVERAL_DOCUMENTS,
          location(end),
          "a second document begins here; allowed is one document, so put it into a file of its own");
    }
    return root;
  }

  private DocumentException empty() {
    return reading.failure(
        DocumentError.EMPTY,
        Location.NONE,
        "it is empty; a document holds one value, such as a map");
  }

  private Event next() {
    try {
      Event event = parser.next();
      last = location(event);
      return event;
    } catch (ReaderException e) {
      throw source.unprintable(e);
    } catch (RuntimeException e) {
      throw YamlSyntax.explain(e, last, reading);
    }
  }

  private Node node(Event event) {
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    NodeEvent start = (NodeEvent) event;
    Optional<Anchor> anchor = start.getAnchor();
    if (anchor.isEmpty()) {
      return unanchored(start);
    }
    String name = anchor.get().getValue();
    long nodesBefore = reading.nodes();
    long charactersBefore = reading.characters();
    int deepestBefore = deepest;
    deepest = reading.depth();
    anchors.put(name, OPEN);
    Node node = unanchored(start);
    anchors.put(
        name,
        new Anchored(
            node,
            reading.nodes() - nodesBefore,
            reading.characters() - charactersBefore,
            deepest - reading.depth()));
    deepest = Math.max(deepest, deepestBefore);
    return node;
  }

  private Node alias(AliasEvent alias) {
    Location location = location(alias);
    String name = alias.getAlias().getValue();
    Anchored anchored = anchors.get(name);
    if (anchored == null) {
      throw reading.failure(
          DocumentError.ALIAS,
          location,
          "the alias '*"
              + name
              + "' names no anchor; write '&"
              + name
              + "' before the value it repeats");
    }
    Node node = anchored.node();
    if (node == null) {
      throw reading.failure(
          DocumentError.ALIAS,
          location,
          "the alias '*"
              + name
              + "' stands inside the value it repeats, which would never end; move it out");
    }
    reading.countRepeated(anchored.nodes(), anchored.characters(), location);
    reading.requireDepth(reading.depth() + anchored.height(), location);
    deepest = Math.max(deepest, reading.depth() + anchored.height());
    return node;
  }

  private Node unanchored(NodeEvent start) {
    Location location = location(start);
    reading.count(location);
    if (start instanceof ScalarEvent scalar) {
      return scalar(scalar, location);
    }
    CollectionStartEvent collection = (CollectionStartEvent) start;
    boolean map = start.getEventId() == Event.ID.MappingStart;
    collection
        .getTag()
        .ifPresent(tag -> YamlScalars.requireCollectionTag(tag, map, location, reading));
    reading.enter(location);
    deepest = Math.max(deepest, reading.depth());
    Node node = map ? map(location) : list(location);
    reading.leave();
    return node;
  }

  private Node list(Location location) {
    List<Node> items = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      reading.at(items.size());
      items.add(node(event));
    }
    return new ListNode(items, location);
  }

  private Node map(Location location) {
    MapNode.Builder map = MapNode.builder(location);
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      Location keyLocation = location(event);
      String key = reading.name(key(event, keyLocation));
      reading.at(key);
      reading.put(map, key, keyLocation, node(next()));
    }
    return map.build();
  }

  private String key(Event event, Location location) {
    if (event instanceof CollectionStartEvent) {
      throw reading.failure(
          DocumentError.UNSUPPORTED,
          location,
          "a map or a list stands where a key is expected; allowed are keys of text, and text that holds braces is quoted");
    }
    if (event instanceof ScalarEvent scalar && scalar.isPlain() && scalar.getTag().isEmpty()) {
      if (scalar.getValue().equals("<<")) {
        throw reading.failure(
            DocumentError.UNSUPPORTED,
            location,
            "the merge key '<<' is not supported; write the entries out, or quote it if text is meant");
      }
      if (YamlScalars.kind(scalar.getValue()) == ScalarNode.Kind.NULL) {
        throw reading.failure(
            DocumentError.UNSUPPORTED,
            location,
            "a key is missing or null; allowed are keys of text, and '\"\"' is the empty one");
      }
    }
    if (event instanceof ScalarEvent scalar
        && scalar.getAnchor().isEmpty()
        && scalar.getTag().isEmpty()) {
      return text(scalar, location);
    }
    if (node(event) instanceof ScalarNode scalar && !scalar.isNull()) {
      return scalar.text();
    }
    throw reading.failure(
        DocumentError.UNSUPPORTED,
        location,
        "an alias of a map, a list or null stands where a key is expected; allowed are keys of text");
  }

  private String text(ScalarEvent event, Location location) {
    if (event.isDQuoted()) {
      reading.requireCharacters(event.getValue(), location);
    }
    return event.getValue();
  }

  private ScalarNode scalar(ScalarEvent event, Location location) {
    String text = text(event, location);
    ScalarNode.Kind kind =
        event.getTag().isPresent()
            ? YamlScalars.tagged(event.getTag().get(), text, location, reading)
            : event.isPlain() ? YamlScalars.plain(text, location, reading) : ScalarNode.Kind.TEXT;
    return switch (kind) {
      case TEXT -> reading.text(text, location);
      case NUMBER -> reading.number(text, location);
      case BOOLEAN, NULL -> new ScalarNode(kind, text, location);
    };
  }

  private static Location location(Event event) {
    Optional<Mark> mark = event.getStartMark();
    return mark.isPresent() ? location(mark.get()) : Location.NONE;
  }

  static Location location(Mark mark) {
    return new Location(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
