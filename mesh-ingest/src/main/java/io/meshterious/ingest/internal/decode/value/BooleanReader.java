// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Words;
import io.meshterious.lake.batch.BooleanColumn;
import java.util.Set;

/** Reads true and false. */
final class BooleanReader extends ValueReader {
  private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
  private static final int ALSE = 'a' | 'l' << 8 | 's' << 16 | 'e' << 24;

  private final BooleanColumn values;
  private final boolean mayBeTrue;
  private final boolean mayBeFalse;

  /** A reader of what is allowed; of both when nothing is said. */
  BooleanReader(String path, boolean required, BooleanColumn values, Set<Boolean> allowed) {
    super(path, required, values);
    this.values = values;
    this.mayBeTrue = allowed.isEmpty() || allowed.contains(true);
    this.mayBeFalse = allowed.isEmpty() || allowed.contains(false);
  }

  @Override
  public boolean quoted() {
    return false;
  }

  @Override
  public int quick(byte[] bytes, int at) {
    int word = Words.half(bytes, at);
    if (word == TRUE && mayBeTrue) {
      values.append(true);
      return at + 4;
    } else if (bytes[at] == 'f' && Words.half(bytes, at + 1) == ALSE && mayBeFalse) {
      values.append(false);
      return at + 5;
    }
    return -1;
  }

  @Override
  protected int general(JsonReader in, int at, int depth) {
    if (in.isTrue(at) || in.isFalse(at)) {
      return fail(in, DecodeError.NOT_ALLOWED, at, "it is not what is allowed");
    }
    return wrongType(in, at, depth, "true or false");
  }
}
