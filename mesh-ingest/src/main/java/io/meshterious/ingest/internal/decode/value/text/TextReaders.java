// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.text;

import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.ingest.internal.decode.value.AllowedReader;
import io.meshterious.ingest.internal.decode.value.QuotedReader;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.WideColumn;
import java.util.List;
import java.util.Optional;

/** The reader of a property that is text, an identifier, or bytes. */
public final class TextReaders {
  private TextReaders() {}

  /**
   * The reader for a column; empty when the column cannot hold such values.
   *
   * @param allowed the texts allowed; none when all are
   */
  public static Optional<QuotedReader> of(
      String path, boolean required, Column column, Constraints constraints, List<String> allowed) {
    if (constraints.type() instanceof DataType.Text) {
      TextRules rules = new TextRules(path, constraints);
      boolean fits = column instanceof BytesColumn || column instanceof CodeColumn;
      if (fits && !allowed.isEmpty()) {
        return Optional.of(new ChosenReader(path, required, column, allowed, rules));
      }
      return column instanceof BytesColumn bytes
          ? Optional.of(new TextReader(path, required, bytes, rules))
          : Optional.empty();
    }
    return valued(path, required, column, constraints)
        .map(reader -> allowed.isEmpty() ? reader : new AllowedReader(reader, allowed));
  }

  private static Optional<QuotedReader> valued(
      String path, boolean required, Column column, Constraints constraints) {
    if (constraints.type() instanceof DataType.Uuid && column instanceof WideColumn wide) {
      return Optional.of(new UuidReader(path, required, wide, new TextRules(path, constraints)));
    } else if (constraints.type() instanceof DataType.Binary
        && column instanceof BytesColumn bytes) {
      return Optional.of(new Base64Reader(path, required, bytes, constraints));
    }
    return Optional.empty();
  }
}
