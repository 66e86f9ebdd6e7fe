// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.place.PlaceOptions;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Where in a stream to begin.
 *
 * @param point what kind of place it is
 * @param number the offset, or the milliseconds since 1970
 */
record Beginning(Point point, long number) {
  /** The kinds of places. */
  enum Point {
    /** With the first event that is there. */
    FIRST,
    /** With the last piece of the stream. */
    LAST,
    /** Behind everything that is there. */
    NEXT,
    /** With the event of an offset. */
    OFFSET,
    /** With the first piece that was stored at a time or later. */
    TIME
  }

  private static final String OPTION = "from";
  private static final String OFFSET = "offset:";
  private static final String TIMESTAMP = "timestamp:";

  static Beginning of(PlaceOptions options) {
    String text = options.text(OPTION).orElse("first");
    try {
      if (text.equals("first")) {
        return new Beginning(Point.FIRST, 0);
      } else if (text.equals("last")) {
        return new Beginning(Point.LAST, 0);
      } else if (text.equals("next")) {
        return new Beginning(Point.NEXT, 0);
      } else if (text.startsWith(OFFSET)) {
        long offset = Long.parseLong(text.substring(OFFSET.length()));
        if (offset >= 0) {
          return new Beginning(Point.OFFSET, offset);
        }
      } else if (text.startsWith(TIMESTAMP)) {
        Instant time = Instant.parse(text.substring(TIMESTAMP.length()));
        return new Beginning(Point.TIME, time.toEpochMilli());
      }
    } catch (NumberFormatException | DateTimeParseException | ArithmeticException wrong) {
      throw invalid(options, text);
    }
    throw invalid(options, text);
  }

  private static MeshException invalid(PlaceOptions options, String text) {
    return options.invalid(
        OPTION,
        text,
        "first, last, next, offset:N with a number from 0, or timestamp:T with a time such as"
            + " 2026-01-31T12:00:00Z");
  }
}
