// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.lake.batch.StructColumn;

/** Reads objects in the event whose fields have types. */
public final class ObjectReader extends ValueReader {
  private final StructColumn values;
  private final Fields fields;

  ObjectReader(String path, boolean required, StructColumn values, Fields fields) {
    super(path, required, values);
    this.values = values;
    this.fields = fields;
  }

  /** Its fields. */
  public Fields fields() {
    return fields;
  }

  /** Appends an object whose fields have been appended. */
  public void append() {
    values.append();
  }

  @Override
  public boolean quoted() {
    return false;
  }

  /** A learned shape reads the fields of an object, not the object. */
  @Override
  public int quick(byte[] bytes, int at) {
    return -1;
  }

  @Override
  protected int general(JsonReader in, int at, int depth) {
    if (in.bytes()[at] != '{') {
      return wrongType(in, at, depth, "an object");
    }
    int end = fields.read(in, at, depth);
    if (end >= 0) {
      values.append();
    }
    return end;
  }
}
