// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.source;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.write.WriteError;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows to write: a SELECT and the values of its parameters, or batches of columns.
 *
 * @param select the SELECT; empty for batches
 * @param parameters the values, in order; null for NULL
 * @param batches the batches; none for a SELECT
 */
public record Source(String select, List<@Nullable Object> parameters, List<ColumnBatch> batches) {
  /** Keeps the SELECT without what ends a statement, and values in a form that can be bound. */
  public Source {
    select = select.strip();
    while (select.endsWith(";")) {
      select = select.substring(0, select.length() - 1).strip();
    }
    List<@Nullable Object> bound = new ArrayList<>();
    for (Object parameter : parameters) {
      bound.add(bindable(parameter));
    }
    parameters = Collections.unmodifiableList(bound);
    batches = List.copyOf(batches);
  }

  /** A SELECT with parameters. */
  public static Source of(String select, @Nullable Object... parameters) {
    return new Source(select, Arrays.asList(parameters), List.of());
  }

  /** Batches with the same columns. */
  public static Source of(List<ColumnBatch> batches) {
    if (batches.isEmpty()) {
      throw new MeshException(
          WriteError.INVALID_WRITE,
          "Cannot write batches: there is none, and the first says which columns there are");
    }
    for (ColumnBatch batch : batches) {
      if (!batch.schema().sameSchema(batches.get(0).schema())) {
        throw new MeshException(
            WriteError.INVALID_WRITE,
            "Cannot write batches together: their columns differ; write them one after the other");
      }
    }
    return new Source("", List.of(), batches);
  }

  private static @Nullable Object bindable(@Nullable Object value) {
    if (value instanceof Instant moment) {
      return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    } else if (value instanceof ZonedDateTime moment) {
      return moment.toOffsetDateTime();
    }
    return value instanceof Enum<?> constant ? constant.name() : value;
  }
}
