// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.csv;

import java.util.Optional;

/** Tells whether bytes are a value in JSON. */
@FunctionalInterface
public interface CellCheck {
  /** Why they are none; empty when they are. */
  Optional<String> problem(byte[] bytes, int from, int to);
}
