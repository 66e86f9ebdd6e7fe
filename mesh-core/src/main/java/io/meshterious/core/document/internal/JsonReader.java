// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.meshterious.core.document.DocumentError;
import io.meshterious.core.document.DocumentException;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.Location;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a tree from the tokens of a JSON parser. */
public final class JsonReader {
  // The parser's own limits are off: the reading keeps stricter ones.
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final SourceText source;
  private final Reading reading;
  private final SourceText.Cursor cursor;
  private final Deque<Location> open = new ArrayDeque<>();
  private Location last = new Location(1, 1);

  /** Prepares reading. */
  public JsonReader(SourceText source, Reading reading) {
    this.source = source;
    this.reading = reading;
    this.cursor = source.new Cursor();
  }

  /** The document's root. */
  public Node read() {
    if (source.isBlank()) {
      throw reading.failure(
          DocumentError.EMPTY,
          Location.NONE,
          "it is empty; a document holds one value, such as a map");
    }
    // One buffer for the whole text: where a token begins is then known for tokens that would cross
    // buffers, too.
    try (JsonParser parser = FACTORY.createParser(source.text().toCharArray())) {
      JsonToken first = next(parser);
      if (first == null) {
        throw reading.failure(DocumentError.SYNTAX, last, "there is no value");
      }
      Node root = node(parser, first);
      if (next(parser) != null) {
        throw reading.failure(
            DocumentError.SEVERAL_DOCUMENTS,
            last,
            "a second value begins here; allowed is one value, so put it into a file of its own");
      }
      return root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable JsonToken next(JsonParser parser) throws IOException {
    try {
      JsonToken token = parser.nextToken();
      if (token != null) {
        long offset = parser.currentTokenLocation().getCharOffset();
        last = cursor.moveTo((int) Math.min(offset, source.text().length()));
      }
      return token;
    } catch (JsonProcessingException e) {
      throw syntax(e);
    }
  }

  private JsonToken more(JsonParser parser) throws IOException {
    JsonToken token = next(parser);
    if (token == null) {
      throw reading.failure(DocumentError.SYNTAX, last, "the document ends too early" + unclosed());
    }
    return token;
  }

  private String text(JsonParser parser) throws IOException {
    try {
      return parser.getText();
    } catch (JsonProcessingException e) {
      throw syntax(e);
    }
  }

  private Node node(JsonParser parser, JsonToken token) throws IOException {
    Location location = last;
    reading.count(location);
    return switch (token) {
      case START_OBJECT, START_ARRAY -> {
        reading.enter(location);
        open.push(location);
        Node node =
            token == JsonToken.START_OBJECT ? map(parser, location) : list(parser, location);
        open.pop();
        reading.leave();
        yield node;
      }
      case VALUE_STRING -> {
        String text = text(parser);
        reading.requireCharacters(text, location);
        yield reading.text(text, location);
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> reading.number(text(parser), location);
      case VALUE_TRUE, VALUE_FALSE ->
          new ScalarNode(ScalarNode.Kind.BOOLEAN, text(parser), location);
      case VALUE_NULL -> new ScalarNode(ScalarNode.Kind.NULL, "null", location);
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw reading.failure(DocumentError.SYNTAX, location, "a value is missing here");
    };
  }

  private Node list(JsonParser parser, Location location) throws IOException {
    List<Node> items = new ArrayList<>();
    for (JsonToken token = more(parser); token != JsonToken.END_ARRAY; token = more(parser)) {
      reading.at(items.size());
      items.add(node(parser, token));
    }
    return new ListNode(items, location);
  }

  private Node map(JsonParser parser, Location location) throws IOException {
    MapNode.Builder map = MapNode.builder(location);
    for (JsonToken token = more(parser); token != JsonToken.END_OBJECT; token = more(parser)) {
      Location keyLocation = last;
      String key = reading.name(parser.currentName());
      reading.requireCharacters(key, keyLocation);
      reading.at(key);
      reading.put(map, key, keyLocation, node(parser, more(parser)));
    }
    return map.build();
  }

  private DocumentException syntax(JsonProcessingException failure) {
    if (failure instanceof JsonEOFException) {
      return reading.failure(
          DocumentError.SYNTAX,
          cursor.moveTo(source.text().length()),
          "the document ends too early" + unclosed(),
          failure);
    }
    long offset =
        failure.getLocation() == null ? 0 : Math.max(0, failure.getLocation().getCharOffset());
    int index = (int) Math.min(offset, source.text().length());
    return reading.failure(
        DocumentError.SYNTAX,
        source.locate(index),
        JsonSyntax.explain(failure.getOriginalMessage(), source.text(), index),
        failure);
  }

  private String unclosed() {
    Location innermost = open.peek();
    return innermost == null
        ? "; its value is not complete"
        : "; the list or map that begins at line "
            + innermost.line()
            + ", column "
            + innermost.column()
            + " is not closed";
  }
}
