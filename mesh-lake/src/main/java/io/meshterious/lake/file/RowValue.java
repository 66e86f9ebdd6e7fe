// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.file;

import io.meshterious.lake.batch.BooleanColumn;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.DoubleColumn;
import io.meshterious.lake.batch.FloatColumn;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.batch.WideColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** Single values of columns as the objects that Iceberg's transforms take. */
final class RowValue {
  private RowValue() {}

  static @Nullable Object of(Column column, int row) {
    if (column.isNull(row)) {
      return null;
    }
    Type type = column.field().type();
    if (column instanceof IntColumn ints) {
      return ints.values()[row];
    } else if (column instanceof LongColumn longs) {
      return type instanceof Types.DecimalType decimal
          ? BigDecimal.valueOf(longs.values()[row], decimal.scale())
          : (Object) longs.values()[row];
    } else if (column instanceof BooleanColumn booleans) {
      return booleans.values()[row];
    } else if (column instanceof FloatColumn floats) {
      return floats.values()[row];
    } else if (column instanceof DoubleColumn doubles) {
      return doubles.values()[row];
    } else if (column instanceof WideColumn wide) {
      return wide(type, wide.high()[row], wide.low()[row]);
    } else if (column instanceof CodeColumn codes) {
      int code = codes.codes()[row];
      int[] offsets = codes.dictionary().offsets();
      return bytes(type, codes.dictionary().bytes(), offsets[code], offsets[code + 1]);
    } else if (column instanceof BytesColumn bytes) {
      return bytes(type, bytes.bytes(), bytes.offsets()[row], bytes.offsets()[row + 1]);
    }
    throw new IllegalArgumentException("Cannot partition by " + type);
  }

  private static Object wide(Type type, long high, long low) {
    return type instanceof Types.DecimalType decimal
        ? new BigDecimal(
            new BigInteger(ByteBuffer.allocate(16).putLong(high).putLong(low).array()),
            decimal.scale())
        : new UUID(high, low);
  }

  private static Object bytes(Type type, byte[] bytes, int from, int to) {
    return type.typeId() == Type.TypeID.STRING
        ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
        : ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to));
  }
}
