// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows to write: a SELECT and the values of its parameters.
 *
 * @param select the SELECT
 * @param parameters the values, in order; null for NULL
 */
public record Source(String select, List<@Nullable Object> parameters) {
  /** Keeps the SELECT without what ends a statement. */
  public Source {
    select = select.strip();
    while (select.endsWith(";")) {
      select = select.substring(0, select.length() - 1).strip();
    }
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }

  /** A SELECT with parameters. */
  public static Source of(String select, @Nullable Object... parameters) {
    return new Source(select, Arrays.asList(parameters));
  }
}
