// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.scan;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.StructLike;
import org.jspecify.annotations.Nullable;

/** Values of both readers as one text, so that they can be compared. */
final class Values {
  private Values() {}

  static String canonical(@Nullable Object value) {
    try {
      return text(value);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(@Nullable Object value) throws SQLException {
    if (value == null) {
      return "null";
    } else if (value instanceof StructLike struct) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < struct.size(); i++) {
        values.add(struct.get(i, Object.class));
      }
      return text(values);
    } else if (value instanceof Struct struct) {
      return text(Arrays.asList(struct.getAttributes()));
    } else if (value instanceof Array array) {
      return text(Arrays.asList((Object[]) array.getArray()));
    } else if (value instanceof List<?> list) {
      List<String> parts = new ArrayList<>();
      for (Object item : list) {
        parts.add(text(item));
      }
      return "(" + String.join(", ", parts) + ")";
    } else if (value instanceof Map<?, ?> map) {
      Map<String, String> parts = new TreeMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        parts.put(text(entry.getKey()), text(entry.getValue()));
      }
      return parts.toString();
    } else if (value instanceof Blob blob) {
      return "x" + HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return "x" + HexFormat.of().formatHex(bytes);
    } else if (value instanceof byte[] bytes) {
      return "x" + HexFormat.of().formatHex(bytes);
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof Timestamp time) {
      return time.toLocalDateTime().toString();
    } else if (value instanceof Date date) {
      return date.toLocalDate().toString();
    } else if (value instanceof LocalDateTime time) {
      return time.toString();
    } else if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    return value.toString();
  }
}
