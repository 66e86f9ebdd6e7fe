// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.layout;

import io.meshterious.lake.internal.parquet.encoding.ThriftWriter;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The logical types of Iceberg's types, in the new form and, for older readers, the one it
 * replaced: fields 6 to 10 of a schema element.
 */
public final class LogicalTypes {
  /** The list of three levels. */
  public static final Group LIST = new Group(3, 3);

  /** The map of keys and values. */
  public static final Group MAP = new Group(1, 2);

  private static final int MICROS = 2;
  private static final int NANOS = 3;

  private LogicalTypes() {}

  /**
   * A logical type of a group.
   *
   * @param converted its number in the older form
   * @param logical its number in the newer form
   */
  public record Group(int converted, int logical) {}

  public static void write(Type type, int fieldId, ThriftWriter thrift) {
    switch (type.typeId()) {
      case STRING -> simple(0, 1, fieldId, thrift);
      case DATE -> simple(6, 6, fieldId, thrift);
      case UUID -> simple(-1, 14, fieldId, thrift);
      case DECIMAL -> {
        Types.DecimalType decimal = (Types.DecimalType) type;
        thrift.i32(6, 5);
        thrift.i32(7, decimal.scale());
        thrift.i32(8, decimal.precision());
        thrift.i32(9, fieldId);
        thrift.begin(10);
        thrift.begin(5);
        thrift.i32(1, decimal.scale());
        thrift.i32(2, decimal.precision());
        thrift.end();
        thrift.end();
      }
      case TIME -> moment(-1, 7, false, MICROS, fieldId, thrift);
      case TIMESTAMP -> {
        boolean utc = ((Types.TimestampType) type).shouldAdjustToUTC();
        moment(utc ? 10 : -1, 8, utc, MICROS, fieldId, thrift);
      }
      case TIMESTAMP_NANO ->
          moment(
              -1, 8, ((Types.TimestampNanoType) type).shouldAdjustToUTC(), NANOS, fieldId, thrift);
      default -> thrift.i32(9, fieldId);
    }
  }

  private static void simple(int converted, int logical, int fieldId, ThriftWriter thrift) {
    if (converted >= 0) {
      thrift.i32(6, converted);
    }
    thrift.i32(9, fieldId);
    thrift.begin(10);
    thrift.empty(logical);
    thrift.end();
  }

  /** The older form knows only moments in UTC. */
  private static void moment(
      int converted, int logical, boolean utc, int unit, int fieldId, ThriftWriter thrift) {
    if (converted >= 0) {
      thrift.i32(6, converted);
    }
    thrift.i32(9, fieldId);
    thrift.begin(10);
    thrift.begin(logical);
    thrift.bool(1, utc);
    thrift.begin(2);
    thrift.empty(unit);
    thrift.end();
    thrift.end();
    thrift.end();
  }
}
