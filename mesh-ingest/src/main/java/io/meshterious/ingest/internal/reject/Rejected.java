// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.reject;

import io.meshterious.core.error.ErrorCode;
import io.meshterious.core.event.EventKind;
import io.meshterious.ingest.source.EventOrigin;
import java.util.Arrays;

/**
 * An event that is no row.
 *
 * @param body its bytes as they came
 * @param kind what is known of it and others like it
 * @param origin what else is known of it
 * @param source where it came from
 * @param stage the stage that refused it
 * @param code why
 * @param field the field it is about; empty when it is about none
 * @param reason why, for people
 */
public record Rejected(
    byte[] body,
    EventKind kind,
    EventOrigin origin,
    String source,
    String stage,
    ErrorCode code,
    String field,
    String reason) {
  /** A copy of some bytes of an array. */
  public static byte[] copy(byte[] array, int from, int to) {
    return Arrays.copyOfRange(array, from, to);
  }
}
