// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.NameTable;
import io.meshterious.ingest.internal.decode.Words;
import java.util.Arrays;
import java.util.List;

/** Reads the fields of an object in any order: those of the event, and those of objects in it. */
public final class Fields {
  private final String path;
  private final ValueReader[] readers;
  private final NameTable names;
  private final FieldRules rules;
  private final UnknownFields unknown;
  private final Trace trace;
  private final boolean[] seen;

  /**
   * Fields.
   *
   * @param path the path of the object; empty for the event
   * @param names the names of the fields, in the order of their readers
   * @param trace is told where values are
   */
  Fields(
      String path,
      List<String> names,
      List<ValueReader> readers,
      FieldRules rules,
      UnknownFields unknown,
      Trace trace) {
    this.path = path;
    this.readers = readers.toArray(ValueReader[]::new);
    this.names = new NameTable(names);
    this.rules = rules;
    this.unknown = unknown;
    this.trace = trace;
    this.seen = new boolean[readers.size()];
  }

  /** The readers of the fields. */
  public List<ValueReader> readers() {
    return List.of(readers);
  }

  /**
   * Reads an object whose brace stands at a place.
   *
   * @param depth how many objects and arrays it is in
   * @return the place behind it, or -1
   */
  public int read(JsonReader in, int at, int depth) {
    byte[] bytes = in.bytes();
    if (in.enter(depth, at) < 0) {
      return -1;
    }
    Arrays.fill(seen, false);
    int count = 0;
    int place = in.space(at + 1);
    boolean more = bytes[place] != '}';
    while (more && place < in.end()) {
      place = field(in, place, depth);
      if (place < 0) {
        return -1;
      }
      count++;
      place = in.space(place);
      more = bytes[place] == ',';
      if (!more && bytes[place] != '}') {
        return in.separator(place, true);
      }
      place = more ? in.space(place + 1) : place;
    }
    if (place >= in.end()) {
      return in.finding().malformed(in.end(), "an object has no end");
    }
    return complete(in, place) && rules.checkCount(in, path, at, count) ? place + 1 : -1;
  }

  /** Reads a name and its value. */
  private int field(JsonReader in, int at, int depth) {
    byte[] bytes = in.bytes();
    int start = in.name(at);
    if (start < 0) {
      return -1;
    }
    int number;
    int place = Words.plainEnd(bytes, start);
    if (place >= 0) {
      number = names.find(bytes, start, place - start);
      place++;
    } else {
      place = in.text(start);
      if (place < 0) {
        return -1;
      }
      trace.odd();
      number = names.find(in.scratch(), 0, in.scratchLength());
    }
    if (number < 0) {
      return unknown(in, at, place, depth);
    } else if (seen[number]) {
      return in.finding()
          .fail(DecodeError.FIELD_REPEATED, readers[number].path(), at, "it is there twice");
    }
    seen[number] = true;
    place = in.colon(place);
    return place < 0 ? -1 : value(in, readers[number], place, depth);
  }

  private int value(JsonReader in, ValueReader reader, int at, int depth) {
    boolean none = in.bytes()[at] == 'n';
    int end = reader.read(in, at, depth + 1);
    if (end >= 0 && none) {
      trace.none(reader);
    } else if (end >= 0 && reader instanceof ObjectReader object) {
      trace.object(object);
    } else if (end >= 0) {
      trace.value(reader, reader.quoted() ? at + 1 : at, end);
    }
    return end;
  }

  private int unknown(JsonReader in, int nameAt, int nameEnd, int depth) {
    if (unknown.refused()) {
      String shown = unknown.path(path, in.bytes(), nameAt + 1, nameEnd - 1);
      return in.finding()
          .fail(DecodeError.FIELD_UNKNOWN, shown, nameAt, "the contract does not name it");
    }
    int place = in.colon(nameEnd);
    int end = place < 0 ? -1 : in.skip(place, depth + 1);
    if (end >= 0 && end <= in.end() && unknown.kept()) {
      unknown.keep(path, in.bytes(), nameAt, nameEnd, place, end);
      trace.odd();
    }
    return end;
  }

  /** Whether nothing that is required is missing; what else is missing, is null. */
  private boolean complete(JsonReader in, int at) {
    for (int i = 0; i < readers.length; i++) {
      if (!seen[i]) {
        ValueReader reader = readers[i];
        if (reader.required()) {
          in.finding().fail(DecodeError.FIELD_MISSING, reader.path(), at, "it is not there");
          return false;
        }
        reader.column().appendNull();
        trace.none(reader);
      }
    }
    return true;
  }
}
