// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.logs;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** A line of the log, with what its thread said of itself. */
public record LogLine(
    Level level,
    String message,
    Map<String, Object> values,
    @Nullable Throwable cause,
    Map<String, String> context,
    String thread) {
  @Override
  public String toString() {
    return level + " " + message + " " + values;
  }
}
