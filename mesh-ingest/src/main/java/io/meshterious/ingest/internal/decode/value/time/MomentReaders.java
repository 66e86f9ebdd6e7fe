// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.time;

import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.core.contract.constraint.TemporalForm;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.ingest.internal.decode.value.AllowedReader;
import io.meshterious.ingest.internal.decode.value.QuotedReader;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.iceberg.types.Type;

/** The reader of a property that is a day or a time. */
public final class MomentReaders {
  private MomentReaders() {}

  /**
   * The reader for a column; empty when the column cannot hold such values.
   *
   * @param allowed the texts allowed; none when all are
   * @param refusal makes the error for what a contract says and nothing follows from
   */
  public static Optional<QuotedReader> of(
      String path,
      boolean required,
      Column column,
      Constraints constraints,
      TypeOptions options,
      List<String> allowed,
      Function<String, RuntimeException> refusal) {
    boolean day = constraints.type() instanceof DataType.Date;
    if (day ? !(column instanceof IntColumn) : !(column instanceof LongColumn)) {
      return Optional.empty();
    }
    MomentForm form = form(constraints, column, refusal);
    MomentBounds bounds = MomentBounds.of(options, form, refusal);
    QuotedReader reader = new MomentReader(path, required, column, form, bounds);
    return Optional.of(allowed.isEmpty() ? reader : new AllowedReader(reader, allowed));
  }

  private static MomentForm form(
      Constraints constraints, Column column, Function<String, RuntimeException> refusal) {
    boolean nanos = column.field().type().typeId() == Type.TypeID.TIMESTAMP_NANO;
    Optional<String> stated = constraints.format();
    if (stated.isPresent()) {
      Optional<String> unknown = TemporalForm.unknown(stated.get());
      if (unknown.isPresent() || nanos) {
        throw refusal.apply(
            "its format '"
                + stated.get()
                + "' is not read: "
                + unknown.map(it -> "'" + it + "' is no digits").orElse("it has nanoseconds"));
      }
      return new StatedForm(stated.get(), constraints.type());
    } else if (constraints.type() instanceof DataType.Timestamp timestamp) {
      return new TimestampForm(timestamp.fraction(), timestamp.zoned(), nanos);
    } else if (constraints.type() instanceof DataType.Time time) {
      return new TimeOfDayForm(time.fraction());
    }
    return new DayForm();
  }
}
