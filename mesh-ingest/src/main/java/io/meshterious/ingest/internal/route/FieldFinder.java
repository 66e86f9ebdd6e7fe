// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.decode.DecodeLimits;
import io.meshterious.ingest.decode.Rejection;
import io.meshterious.ingest.internal.decode.Finding;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Words;
import java.util.Arrays;

/**
 * Finds the first field of a name in an object, not in what is inside of it. What stands before it
 * is held to the grammar; what follows is not looked at. For one thread.
 */
final class FieldFinder {
  /** What was found. */
  enum Result {
    /** A value that is not null. */
    FOUND,
    /** No such field, or one without a value. */
    MISSING,
    /** Something that is no object. */
    MALFORMED
  }

  private final byte[] name;
  private final Finding finding = new Finding();
  private final JsonReader in = new JsonReader(finding, DecodeLimits.USUAL.depth());
  private byte[] padded = new byte[4096];
  private int start;
  private int end;

  /** Where the value is: in the event, or in the scratch of the reader. */
  private byte[] value = {};

  private int valueStart;
  private int valueEnd;

  FieldFinder(String name) {
    this.name = name.getBytes(UTF_8);
  }

  Result find(byte[] bytes, int from, int to) {
    finding.clear();
    int length = to - from;
    if (length > DecodeLimits.USUAL.bytes()) {
      finding.fail(
          DecodeError.EVENT_TOO_LARGE,
          "",
          from,
          "it has " + length + " bytes, and at most " + DecodeLimits.USUAL.bytes() + " are read");
      start = from;
      end = to;
      return Result.MALFORMED;
    }
    // What stands behind the event must not matter.
    if (padded.length < length + Words.PADDING) {
      padded = new byte[Math.max(length + Words.PADDING, padded.length * 2)];
    }
    System.arraycopy(bytes, from, padded, 0, length);
    Arrays.fill(padded, length, length + Words.PADDING, (byte) 0);
    start = 0;
    end = length;
    in.open(padded, length);
    int place = in.space(0);
    if (place == end) {
      finding.malformed(place, "it is empty");
      return Result.MALFORMED;
    } else if (padded[place] != '{') {
      if (in.skip(place, 0) >= 0) {
        finding.fail(DecodeError.NOT_AN_OBJECT, "", place, "it is no object");
      }
      return Result.MALFORMED;
    }
    return fields(in.space(place + 1));
  }

  private Result fields(int first) {
    int place = first;
    if (padded[place] == '}') {
      return missing(place + 1);
    }
    while (place >= 0 && place < end) {
      place = in.name(place);
      int behind = place < 0 ? -1 : text(place);
      boolean wanted = behind >= 0 && is(name);
      place = behind < 0 ? -1 : in.colon(behind);
      if (wanted && place >= 0 && !in.isNull(place)) {
        return value(place);
      }
      place = place < 0 ? -1 : in.skip(place, 1);
      place = place < 0 ? -1 : in.space(place);
      if (place < 0) {
        return Result.MALFORMED;
      } else if (padded[place] == '}') {
        return missing(place + 1);
      } else if (padded[place] != ',') {
        in.separator(place, true);
        return Result.MALFORMED;
      }
      place = in.space(place + 1);
    }
    finding.malformed(end, "it ends in the middle");
    return Result.MALFORMED;
  }

  private Result missing(int behind) {
    int place = in.space(behind);
    if (place != end) {
      finding.malformed(place, "something follows the object");
      return Result.MALFORMED;
    }
    return Result.MISSING;
  }

  /** Reads a text whose quote was read as the value; the place behind it. */
  private int text(int at) {
    int plain = Words.plainEnd(padded, at);
    if (plain >= 0 && plain < end) {
      value = padded;
      valueStart = at;
      valueEnd = plain;
      return plain + 1;
    }
    int behind = in.text(at);
    value = in.scratch();
    valueStart = 0;
    valueEnd = in.scratchLength();
    return behind;
  }

  private Result value(int at) {
    if (padded[at] == '"') {
      return text(at + 1) < 0 ? Result.MALFORMED : Result.FOUND;
    }
    int behind = in.skip(at, 1);
    value = padded;
    valueStart = at;
    valueEnd = behind;
    return behind < 0 ? Result.MALFORMED : Result.FOUND;
  }

  /** Whether the value that was found, as text, is this one. */
  boolean is(byte[] other) {
    return Arrays.equals(value, valueStart, valueEnd, other, 0, other.length);
  }

  /** The value that was found: a text, or what else stands there, as it is written. */
  String value() {
    return new String(value, valueStart, valueEnd - valueStart, UTF_8);
  }

  /** What is wrong with the event. */
  Rejection rejection() {
    return finding.rejection(start, end);
  }
}
