// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The base of every failure Mesh reports. The message has the form {@code Cannot <do what> <to
 * which>: <why>}; a location such as {@code [queue=orders]} is added once, by the outermost stage
 * that knows it.
 */
public class MeshException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private @Nullable String place;

  /** A failure without a cause. */
  public MeshException(ErrorCode code, String message) {
    super(message);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** A failure with the exception that led to it. */
  public MeshException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = Objects.requireNonNull(code, "code");
  }

  /** What kind of failure this is. */
  public final ErrorCode code() {
    return code;
  }

  /** Who has to act. */
  public final ErrorCategory category() {
    return code.category();
  }

  /**
   * Adds where it happened, unless an inner stage has done so already.
   *
   * @param key what kind of place, such as {@code table}
   * @param value which one
   * @return this exception, so that it can be rethrown with its type kept
   */
  public final MeshException at(String key, Object value) {
    if (place == null) {
      place = " [" + key + "=" + value + "]";
    }
    return this;
  }

  @Override
  public final String getMessage() {
    String message = Objects.requireNonNullElse(super.getMessage(), code.name());
    return place == null ? message : message + place;
  }
}
