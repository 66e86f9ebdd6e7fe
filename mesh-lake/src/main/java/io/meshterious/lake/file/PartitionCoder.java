// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.file;

import io.meshterious.lake.batch.BooleanColumn;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.CodeColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.Dictionary;
import io.meshterious.lake.batch.DoubleColumn;
import io.meshterious.lake.batch.FloatColumn;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;
import io.meshterious.lake.internal.parquet.encoding.BytesDictionary;
import io.meshterious.lake.internal.parquet.encoding.LongDictionary;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.transforms.Transform;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.BucketUtil;
import org.jspecify.annotations.Nullable;

/**
 * Gives each row a code for its value of one partition field. Rows are first told apart by a cheap
 * 64-bit key that is never coarser than the partition (the value itself, the day of a moment, a
 * bucket); Iceberg's own transform is applied once for each key that is new.
 */
final class PartitionCoder {
  private static final long DAY_MICROS = 86_400_000_000L;

  private final Kind kind;

  /** Whether values are nanoseconds, whose buckets are those of their microseconds. */
  private final boolean nanos;

  /** Divides values for the key, or is the number of buckets, or of characters to keep. */
  private final long parameter;

  private final Function<@Nullable Object, @Nullable Object> transform;
  private final LongDictionary keys = new LongDictionary();
  private final BytesDictionary texts = new BytesDictionary();
  private final Map<Object, Integer> valueCodes = new HashMap<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  /** The code of each key's value. */
  private int[] codeOfKey = new int[16];

  private int knownKeys;
  private int nullCode = -1;
  private @Nullable Dictionary translated;
  private int[] translation = new int[0];
  private long[] rowKeys = new long[0];

  private enum Kind {
    NOTHING,
    DIVIDED,
    BUCKET,
    TEXT,
    TEXT_PREFIX,
    TEXT_BUCKET,
    OBJECT
  }

  PartitionCoder(Transform<?, ?> partitionTransform, Type type) {
    String name = partitionTransform.toString();
    int argument =
        name.endsWith("]")
            ? Integer.parseInt(name.substring(name.indexOf('[') + 1, name.length() - 1))
            : 0;
    this.transform = bound(partitionTransform, type);
    this.nanos = type.typeId() == Type.TypeID.TIMESTAMP_NANO;
    boolean decimal = type.typeId() == Type.TypeID.DECIMAL;
    boolean narrowDecimal = type instanceof Types.DecimalType d && d.precision() <= 18;
    long unit =
        switch (type.typeId()) {
          case TIMESTAMP -> DAY_MICROS;
          case TIMESTAMP_NANO -> DAY_MICROS * 1000;
          default -> 1;
        };
    boolean text = type.typeId() == Type.TypeID.STRING || type.typeId() == Type.TypeID.BINARY;
    boolean wide = type.typeId() == Type.TypeID.UUID || decimal && !narrowDecimal;
    if (partitionTransform.isVoid()) {
      kind = Kind.NOTHING;
      parameter = 0;
    } else if (wide || type.typeId() == Type.TypeID.FIXED || decimal && name.startsWith("bucket")) {
      kind = Kind.OBJECT;
      parameter = 0;
    } else if (text) {
      kind =
          name.startsWith("bucket")
              ? Kind.TEXT_BUCKET
              : name.startsWith("truncate") ? Kind.TEXT_PREFIX : Kind.TEXT;
      parameter = argument;
    } else if (name.startsWith("bucket")) {
      kind = Kind.BUCKET;
      parameter = argument;
    } else {
      kind = Kind.DIVIDED;
      parameter =
          switch (name) {
            case "year", "month", "day" -> unit;
            case "hour" -> unit / 24;
            default -> name.startsWith("truncate") ? argument : 1;
          };
    }
  }

  @SuppressWarnings("unchecked")
  private static Function<@Nullable Object, @Nullable Object> bound(
      Transform<?, ?> transform, Type type) {
    return (Function<@Nullable Object, @Nullable Object>)
        (Function<?, ?>) ((Transform<Object, Object>) transform).bind(type);
  }

  /** The partition value of a code. */
  @Nullable Object value(int code) {
    return values.get(code);
  }

  /** Fills in the codes of rows; true when they all have the same. */
  boolean codes(Column column, int from, int to, int[] codes) {
    if (kind == Kind.NOTHING) {
      Arrays.fill(codes, 0, to - from, nullCode());
      return true;
    }
    boolean nulls = column.nullCount() > 0;
    if (kind == Kind.OBJECT) {
      return objects(column, from, to, codes);
    }
    int count = to - from;
    if (rowKeys.length < count) {
      rowKeys = new long[count];
    }
    keys(column, from, to, rowKeys);
    if (!nulls && constant(rowKeys, count)) {
      Arrays.fill(codes, 0, count, code(rowKeys[0], column, from));
      return true;
    }
    for (int i = 0; i < count; i++) {
      codes[i] = nulls && column.isNull(from + i) ? nullCode() : code(rowKeys[i], column, from + i);
    }
    return false;
  }

  private static boolean constant(long[] keys, int count) {
    long different = 0;
    long first = keys[0];
    for (int i = 1; i < count; i++) {
      different |= keys[i] ^ first;
    }
    return different == 0;
  }

  private boolean objects(Column column, int from, int to, int[] codes) {
    int different = 0;
    for (int row = from; row < to; row++) {
      Object value = RowValue.of(column, row);
      int code = value == null ? nullCode() : valueCode(transform.apply(value));
      codes[row - from] = code;
      different |= code ^ codes[0];
    }
    return different == 0;
  }

  private int nullCode() {
    if (nullCode < 0) {
      nullCode = values.size();
      values.add(null);
    }
    return nullCode;
  }

  private int code(long key, Column column, int row) {
    int keyCode = keys.add(key);
    if (keyCode == knownKeys) {
      if (knownKeys == codeOfKey.length) {
        codeOfKey = Arrays.copyOf(codeOfKey, knownKeys * 2);
      }
      codeOfKey[knownKeys++] = valueCode(transform.apply(RowValue.of(column, row)));
    }
    return codeOfKey[keyCode];
  }

  private int valueCode(@Nullable Object value) {
    if (value == null) {
      return nullCode();
    }
    Integer known = valueCodes.get(value);
    if (known == null) {
      known = values.size();
      values.add(value);
      valueCodes.put(value, known);
    }
    return known;
  }

  private void keys(Column column, int from, int to, long[] into) {
    int count = to - from;
    if (column instanceof CodeColumn codes) {
      translated(codes, from, count, into);
    } else if (column instanceof BytesColumn bytes) {
      for (int i = 0; i < count; i++) {
        int start = bytes.offsets()[from + i];
        into[i] = textKey(bytes.bytes(), start, bytes.offsets()[from + i + 1] - start);
      }
    } else {
      numbers(column, from, count, into);
      if (kind == Kind.BUCKET) {
        for (int i = 0; i < count; i++) {
          long hashed = nanos ? Math.floorDiv(into[i], 1000L) : into[i];
          into[i] = (BucketUtil.hash(hashed) & Integer.MAX_VALUE) % parameter;
        }
      } else if (parameter > 1) {
        for (int i = 0; i < count; i++) {
          into[i] = Math.floorDiv(into[i], parameter);
        }
      }
    }
  }

  private static void numbers(Column column, int from, int count, long[] into) {
    if (column instanceof LongColumn longs) {
      System.arraycopy(longs.values(), from, into, 0, count);
    } else if (column instanceof IntColumn ints) {
      for (int i = 0; i < count; i++) {
        into[i] = ints.values()[from + i];
      }
    } else if (column instanceof BooleanColumn booleans) {
      for (int i = 0; i < count; i++) {
        into[i] = booleans.values()[from + i] ? 1 : 0;
      }
    } else if (column instanceof FloatColumn floats) {
      for (int i = 0; i < count; i++) {
        into[i] = Float.floatToIntBits(floats.values()[from + i]);
      }
    } else {
      double[] doubles = ((DoubleColumn) column).values();
      for (int i = 0; i < count; i++) {
        into[i] = Double.doubleToLongBits(doubles[from + i]);
      }
    }
  }

  private void translated(CodeColumn column, int from, int count, long[] into) {
    Dictionary dictionary = column.dictionary();
    if (translated != dictionary) {
      translated = dictionary;
      translation = new int[0];
    }
    int known = translation.length;
    if (known < dictionary.size()) {
      translation = Arrays.copyOf(translation, dictionary.size());
      for (int code = known; code < translation.length; code++) {
        int start = dictionary.offsets()[code];
        translation[code] =
            (int) textKey(dictionary.bytes(), start, dictionary.offsets()[code + 1] - start);
      }
    }
    for (int i = 0; i < count; i++) {
      into[i] = column.isNull(from + i) ? 0 : translation[column.codes()[from + i]];
    }
  }

  private long textKey(byte[] bytes, int from, int length) {
    return switch (kind) {
      case TEXT_BUCKET ->
          (BucketUtil.hash(ByteBuffer.wrap(bytes, from, length)) & Integer.MAX_VALUE) % parameter;
      case TEXT_PREFIX -> texts.add(bytes, from, prefix(bytes, from, length));
      default -> texts.add(bytes, from, length);
    };
  }

  /** How many bytes hold the prefix; as bytes of binary count one each, no more than needed. */
  private int prefix(byte[] bytes, int from, int length) {
    int seen = 0;
    for (int i = 0; i < length; i++) {
      if ((bytes[from + i] & 0xC0) != 0x80 && ++seen > parameter) {
        return i;
      }
    }
    return length;
  }
}
