// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.lake.batch.BytesColumn;

/** Reads any JSON, and keeps it as it is written. */
final class JsonValueReader extends ValueReader {
  /** What the value may be. */
  enum Kind {
    /** Anything. */
    ANY,
    /** An object. */
    OBJECT,
    /** An array. */
    ARRAY
  }

  private final BytesColumn values;
  private final Kind kind;
  private final FieldRules fields;
  private final ItemRules items;

  /** A reader of what a kind of value has to be. */
  JsonValueReader(
      String path,
      boolean required,
      BytesColumn values,
      Kind kind,
      FieldRules fields,
      ItemRules items) {
    super(path, required, values);
    this.values = values;
    this.kind = kind;
    this.fields = fields;
    this.items = items;
  }

  @Override
  public boolean quoted() {
    return false;
  }

  /** What it is, only its end tells. */
  @Override
  public int quick(byte[] bytes, int at) {
    return -1;
  }

  @Override
  protected int general(JsonReader in, int at, int depth) {
    byte first = in.bytes()[at];
    if (kind == Kind.OBJECT && first != '{') {
      return wrongType(in, at, depth, "an object");
    } else if (kind == Kind.ARRAY && first != '[') {
      return wrongType(in, at, depth, "an array");
    }
    int end = in.skip(at, depth);
    if (end < 0 || !counted(in, at, end)) {
      return -1;
    }
    values.append(in.bytes(), at, Math.min(end, in.bytes().length) - at);
    return end;
  }

  private boolean counted(JsonReader in, int at, int end) {
    byte first = in.bytes()[at];
    if (first == '{' && kind == Kind.OBJECT) {
      return fields.check(in, this, at, end);
    }
    return first != '[' || kind != Kind.ARRAY || items.check(in, this, at, end);
  }
}
