// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.error;

/**
 * One kind of failure. Each stage declares its codes in an enum that implements this interface; the
 * numbers lie inside the stage's {@link ErrorRange} and never change their meaning once released.
 */
public interface ErrorCode {
  /** The code's name, in upper case with underscores. */
  String name();

  /** The number, unique over all of Mesh. */
  int number();

  /** Who has to act. */
  ErrorCategory category();

  /** The form in which the code is printed, such as {@code MESH-1003}. */
  default String label() {
    return String.format("MESH-%04d", number());
  }
}
