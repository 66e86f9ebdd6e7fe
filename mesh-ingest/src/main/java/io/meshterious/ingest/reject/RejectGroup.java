// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.reject;

import java.time.Instant;
import java.util.List;

/**
 * Rejected events with the same thing wrong in the same field.
 *
 * @param reason what is wrong, such as {@code OUT_OF_RANGE}
 * @param code the number of the error, such as {@code MESH-4014}
 * @param field the field; empty when it is about none
 * @param count how many there are
 * @param replayed how many of them were replayed and are rows now, or were known
 * @param rejectedAgain how many of them were rejected when they were replayed
 * @param first when the first was rejected
 * @param last when the last was rejected
 * @param examples the first few
 */
public record RejectGroup(
    String reason,
    String code,
    String field,
    long count,
    long replayed,
    long rejectedAgain,
    Instant first,
    Instant last,
    List<Example> examples) {
  /** Copies the list. */
  public RejectGroup {
    examples = List.copyOf(examples);
  }

  /** How many wait to be replayed. */
  public long open() {
    return count - replayed;
  }

  /**
   * One of them.
   *
   * @param eventId its id, where it could be read; else empty
   * @param source where it came from
   * @param position where it was found there
   * @param message what is wrong, for people
   */
  public record Example(String eventId, String source, String position, String message) {}
}
