// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.write.Writes;
import io.meshterious.lake.internal.write.source.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An upsert. */
public final class Upsert extends PendingWrite<Upsert> {
  private final Writes writes;
  private final Source source;
  private final List<String> keys;
  private @Nullable String latestBy;
  private boolean skipSame;

  Upsert(Writes writes, Source source, List<String> keys) {
    this.writes = writes;
    this.source = source;
    this.keys = keys;
  }

  /**
   * Of several rows with the same key, takes that with the greatest value of an expression in SQL,
   * such as {@code updated_at}; nulls count as least. By default several rows with the same key are
   * an error.
   */
  public Upsert latestBy(String expression) {
    if (expression.isBlank()) {
      throw new MeshException(
          WriteError.INVALID_WRITE, "Invalid expression: it is empty (a column, for example)");
    }
    latestBy = expression;
    return this;
  }

  /**
   * Leaves rows alone that the table has already with the same values in every column. By default
   * every given row is written. It reads all columns of the table instead of the key only.
   */
  public Upsert skipUnchanged() {
    skipSame = true;
    return this;
  }

  @Override
  Upsert self() {
    return this;
  }

  @Override
  Writes.Prepared prepared() {
    return writes.upsert(source, keys, latestBy, skipSame);
  }
}
