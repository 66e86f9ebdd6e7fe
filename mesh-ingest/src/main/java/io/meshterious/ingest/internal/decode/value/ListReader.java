// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.lake.batch.ListColumn;
import java.util.Arrays;

/** Reads arrays whose items have a type. */
final class ListReader extends ValueReader {
  /** Up to so many items are compared in pairs. */
  private static final int FEW = 16;

  private final ListColumn values;
  private final ValueReader items;
  private final ItemRules rules;
  private final UnknownFields unknown;
  private final int[] starts = new int[FEW];
  private final int[] ends = new int[FEW];

  ListReader(
      String path,
      boolean required,
      ListColumn values,
      ValueReader items,
      ItemRules rules,
      UnknownFields unknown) {
    super(path, required, values);
    this.values = values;
    this.items = items;
    this.rules = rules;
    this.unknown = unknown;
  }

  @Override
  public boolean quoted() {
    return false;
  }

  /** Items with commas and at most one space between them. */
  @Override
  public int quick(byte[] bytes, int at) {
    if (bytes[at] != '[' || rules.differ() && !items.quoted()) {
      return -1;
    }
    int before = items.column().size();
    int end = quickItems(bytes, at + 1);
    if (end < 0) {
      items.column().truncate(before);
      return -1;
    }
    values.append();
    return end;
  }

  private int quickItems(byte[] bytes, int at) {
    int count = 0;
    int place = at;
    if (bytes[place] == ']') {
      return rules.allow(0) ? place + 1 : -1;
    }
    while (true) {
      if (items.quoted()) {
        place = bytes[place] == '"' ? place + 1 : bytes.length;
      }
      if (place >= bytes.length || rules.differ() && count == FEW) {
        return -1;
      }
      int start = place;
      place = items.quick(bytes, place);
      if (place < 0 || rules.differ() && repeats(bytes, count, start, place)) {
        return -1;
      }
      count++;
      if (bytes[place] == ']') {
        return rules.allow(count) ? place + 1 : -1;
      } else if (bytes[place] != ',') {
        return -1;
      }
      place += bytes[place + 1] == ' ' ? 2 : 1;
    }
  }

  private boolean repeats(byte[] bytes, int count, int start, int end) {
    starts[count] = start;
    ends[count] = end;
    for (int i = 0; i < count; i++) {
      if (Arrays.equals(bytes, starts[i], ends[i], bytes, start, end)) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected int general(JsonReader in, int at, int depth) {
    byte[] bytes = in.bytes();
    if (bytes[at] != '[') {
      return wrongType(in, at, depth, "an array");
    } else if (in.enter(depth, at) < 0) {
      return -1;
    }
    unknown.array(true);
    int count = 0;
    int place = in.space(at + 1);
    boolean more = bytes[place] != ']';
    while (more && place < in.end()) {
      unknown.item(count);
      place = items.read(in, place, depth + 1);
      if (place < 0) {
        return -1;
      }
      count++;
      place = in.space(place);
      more = bytes[place] == ',';
      if (!more && bytes[place] != ']') {
        return in.separator(place, false);
      }
      place = more ? in.space(place + 1) : place;
    }
    unknown.array(false);
    if (place >= in.end()) {
      return in.finding().malformed(in.end(), "an array has no end");
    } else if (!rules.allow(count) || rules.differ()) {
      if (!rules.check(in, this, at, place + 1)) {
        return -1;
      }
    }
    values.append();
    return place + 1;
  }
}
