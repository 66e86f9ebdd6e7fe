// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.ingest.internal.decode.Finding;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Numeral;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * JSON in a form in which values that are the same have the same text: without white space, names
 * in order, numbers without what counts for nothing. For the few contracts that compare values
 * whose type they do not know.
 */
final class PlainJson {
  private static final int DEEPEST = 1000;

  private final JsonReader in = new JsonReader(new Finding(), DEEPEST);
  private final Numeral numeral = new Numeral();

  /** The items of an array that is known to be valid. */
  List<String> items(JsonReader source, int at, int end) {
    in.open(source.bytes(), end);
    List<String> items = new ArrayList<>();
    int place = in.space(at + 1);
    while (in.bytes()[place] != ']') {
      StringBuilder item = new StringBuilder();
      place = in.space(value(place, item));
      items.add(item.toString());
      place = in.bytes()[place] == ',' ? in.space(place + 1) : place;
    }
    return items;
  }

  /** The names in an object that is known to be valid. */
  List<String> names(JsonReader source, int at, int end) {
    in.open(source.bytes(), end);
    List<String> names = new ArrayList<>();
    int place = in.space(at + 1);
    while (in.bytes()[place] != '}') {
      place = in.text(place + 1);
      names.add(scratch());
      place = in.space(in.skip(in.colon(place), 0));
      place = in.bytes()[place] == ',' ? in.space(place + 1) : place;
    }
    return names;
  }

  private String scratch() {
    return new String(in.scratch(), 0, in.scratchLength(), UTF_8);
  }

  private int value(int at, StringBuilder out) {
    byte first = in.bytes()[at];
    if (first == '"') {
      int end = in.text(at + 1);
      String text = scratch();
      out.append('"').append(text.length()).append(':').append(text);
      return end;
    } else if (first == '{') {
      return object(at, out);
    } else if (first == '[') {
      return array(at, out);
    } else if (first == 't' || first == 'f' || first == 'n') {
      out.append((char) first);
      return in.skip(at, 0);
    }
    int end = in.number(at);
    numeral.read(in.bytes(), at, end);
    BigDecimal value = numeral.value(DEEPEST);
    out.append('#').append(value == null ? new String(in.bytes(), at, end - at, UTF_8) : value);
    return end;
  }

  private int array(int at, StringBuilder out) {
    out.append('[');
    int place = in.space(at + 1);
    while (in.bytes()[place] != ']') {
      place = in.space(value(place, out));
      out.append(',');
      place = in.bytes()[place] == ',' ? in.space(place + 1) : place;
    }
    out.append(']');
    return place + 1;
  }

  private int object(int at, StringBuilder out) {
    TreeMap<String, String> fields = new TreeMap<>();
    int place = in.space(at + 1);
    while (in.bytes()[place] != '}') {
      place = in.text(place + 1);
      String name = scratch();
      StringBuilder value = new StringBuilder();
      place = in.space(value(in.colon(place), value));
      fields.put(name, value.toString());
      place = in.bytes()[place] == ',' ? in.space(place + 1) : place;
    }
    fields.forEach((name, value) -> out.append(name.length()).append(name).append(value));
    out.append('}');
    return place + 1;
  }
}
