// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.type.DataType;
import java.util.Optional;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Iceberg's type for each type of a contract that is neither object nor array. */
final class ColumnTypes {
  private static final int MICROSECONDS = 6;

  private ColumnTypes() {}

  /** Why a type cannot be stored and what to write instead; empty when it can. */
  static Optional<String> refusal(DataType type, int formatVersion) {
    if (type instanceof DataType.Int integer && integer.bits() == 128) {
      return Optional.of(
          type.label()
              + " has up to 39 digits and Iceberg's decimal holds 38; use format "
              + (integer.signed() ? "i64" : "u64")
              + ", or physicalType decimal(38,0)");
    } else if (type instanceof DataType.Time time && time.fraction() > MICROSECONDS) {
      return Optional.of(
          type.label()
              + " has more than 6 digits of a second; use a physicalType with at most 6, such as"
              + " time(6)");
    } else if (type instanceof DataType.Timestamp timestamp
        && timestamp.fraction() > MICROSECONDS
        && formatVersion < 3) {
      return Optional.of(
          type.label()
              + " has more than 6 digits of a second, which needs format version 3 and the table"
              + " has "
              + formatVersion
              + "; use a physicalType with at most 6, such as timestamp(6)");
    }
    return Optional.empty();
  }

  /** The type of a column; that of text for what {@link #refusal} refuses. */
  static Type.PrimitiveType of(DataType type) {
    if (type instanceof DataType.Bool) {
      return Types.BooleanType.get();
    } else if (type instanceof DataType.Int integer) {
      return integer(integer);
    } else if (type instanceof DataType.Decimal decimal) {
      return Types.DecimalType.of(decimal.precision(), decimal.scale());
    } else if (type instanceof DataType.Real real) {
      return real.bits() == 32 ? Types.FloatType.get() : Types.DoubleType.get();
    } else if (type instanceof DataType.Uuid) {
      return Types.UUIDType.get();
    } else if (type instanceof DataType.Binary) {
      return Types.BinaryType.get();
    } else if (type instanceof DataType.Date) {
      return Types.DateType.get();
    } else if (type instanceof DataType.Time) {
      return Types.TimeType.get();
    } else if (type instanceof DataType.Timestamp timestamp) {
      return timestamp(timestamp);
    }
    return Types.StringType.get();
  }

  private static Type.PrimitiveType integer(DataType.Int type) {
    int signedBits = type.signed() ? type.bits() : type.bits() + 1;
    if (signedBits <= 32) {
      return Types.IntegerType.get();
    }
    return signedBits <= 64 ? Types.LongType.get() : Types.DecimalType.of(20, 0);
  }

  private static Type.PrimitiveType timestamp(DataType.Timestamp type) {
    if (type.fraction() > MICROSECONDS) {
      return type.zoned()
          ? Types.TimestampNanoType.withZone()
          : Types.TimestampNanoType.withoutZone();
    }
    return type.zoned() ? Types.TimestampType.withZone() : Types.TimestampType.withoutZone();
  }
}
