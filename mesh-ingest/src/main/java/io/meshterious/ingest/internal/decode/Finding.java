// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode;

import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.decode.Rejection;
import java.util.Optional;

/** The first thing that is wrong with an event. */
public final class Finding {
  private DecodeError code = DecodeError.JSON_MALFORMED;
  private String field = "";
  private String reason = "";
  private int place;
  private boolean found;

  /** Nothing yet. */
  public Finding() {}

  /** Forgets it. */
  public void clear() {
    found = false;
  }

  /** Whether something is wrong. */
  public boolean found() {
    return found;
  }

  /**
   * Keeps in mind what is wrong, unless something was wrong before.
   *
   * @param at the place in the bytes
   * @return -1, for methods that return a place
   */
  public int fail(DecodeError why, String where, int at, String text) {
    if (!found) {
      found = true;
      code = why;
      field = where;
      place = at;
      reason = text;
    }
    return -1;
  }

  /** The same for what is no field's. */
  public int malformed(int at, String text) {
    return fail(DecodeError.JSON_MALFORMED, "", at, text);
  }

  /** What is wrong, for others. */
  public Rejection rejection(int from, int to) {
    boolean early = code == DecodeError.JSON_MALFORMED && place >= to;
    return new Rejection(
        code,
        field.isEmpty() ? Optional.empty() : Optional.of(field),
        Math.min(place, to) - from,
        early ? "it ends in the middle" : reason);
  }
}
