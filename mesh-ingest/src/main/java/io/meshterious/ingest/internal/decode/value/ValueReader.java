// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.lake.batch.Column;

/**
 * Reads the values of one property into a column. There are two ways. The quick one takes the form
 * in which nearly all values are written, and nothing else; it changes nothing when it does not
 * take a value. The general one takes every form that is allowed, and knows why it does not take
 * others. Both come to the same value.
 */
public abstract class ValueReader {
  private final String path;
  private final boolean required;
  private final Column column;

  /**
   * A reader.
   *
   * @param path the path of the property
   * @param required whether it may not be null
   */
  protected ValueReader(String path, boolean required, Column column) {
    this.path = path;
    this.required = required;
    this.column = column;
  }

  /** The path of the property. */
  public final String path() {
    return path;
  }

  /** Whether the property may not be null. */
  public final boolean required() {
    return required;
  }

  /** Where values go. */
  public Column column() {
    return column;
  }

  /** Whether values begin with a quote. */
  public abstract boolean quoted();

  /**
   * Reads a value in its usual form.
   *
   * @param at its first byte; behind the quote of those that have one
   * @return the place behind it, and behind its quote; or -1, and then nothing has changed
   */
  public abstract int quick(byte[] bytes, int at);

  /**
   * Reads a value in any form.
   *
   * @param at its first byte, which may be a quote
   * @param depth on which level it stands
   * @return the place behind it; or -1, and then the finding says why
   */
  protected abstract int general(JsonReader in, int at, int depth);

  /** Reads a value or null, in any form. */
  public final int read(JsonReader in, int at, int depth) {
    byte[] bytes = in.bytes();
    if (bytes[at] == 'n' && in.isNull(at)) {
      return none(in, at);
    } else if (quoted() == (bytes[at] == '"')) {
      int end = quick(bytes, quoted() ? at + 1 : at);
      if (end >= 0) {
        return end;
      }
    }
    return general(in, at, depth);
  }

  private int none(JsonReader in, int at) {
    if (required) {
      return fail(in, DecodeError.FIELD_NULL, at, "it is null, and required");
    }
    column().appendNull();
    return at + 4;
  }

  /** Says what is wrong with a value. */
  protected final int fail(JsonReader in, DecodeError code, int at, String reason) {
    return in.finding().fail(code, path, at, reason);
  }

  /** Says that a value is of another type, or that it is not even JSON. */
  protected final int wrongType(JsonReader in, int at, int depth, String expected) {
    int end = in.skip(at, depth);
    return end < 0
        ? -1
        : fail(
            in,
            DecodeError.TYPE_WRONG,
            at,
            "it is " + name(in.bytes()[at]) + ", and has to be " + expected);
  }

  private static String name(byte first) {
    return switch (first) {
      case '"' -> "a text";
      case '{' -> "an object";
      case '[' -> "an array";
      case 't', 'f' -> "true or false";
      default -> "a number";
    };
  }
}
