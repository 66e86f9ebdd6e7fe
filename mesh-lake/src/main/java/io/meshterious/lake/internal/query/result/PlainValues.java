// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.result;

import java.sql.Array;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** Values of the engine's driver as plain Java values. */
final class PlainValues {
  private PlainValues() {}

  /** A value of the current row; columns are counted from 0. */
  static @Nullable Object read(ResultSet rows, int column, String type) throws SQLException {
    if (type.startsWith("TIMESTAMP") && !type.contains("[") && !type.contains("ZONE")) {
      if (type.startsWith("TIMESTAMPTZ")) {
        return nanos(rows.getString(column + 1));
      }
      return rows.getObject(column + 1, LocalDateTime.class);
    }
    return plain(rows.getObject(column + 1));
  }

  private static @Nullable OffsetDateTime nanos(@Nullable String text) {
    if (text == null) {
      return null;
    }
    int zone = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    return LocalDateTime.parse(text.substring(0, zone).replace(' ', 'T')).atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    if (value instanceof Timestamp time) {
      return time.toLocalDateTime();
    } else if (value instanceof Blob blob) {
      return blob.getBytes(1, (int) blob.length());
    } else if (value instanceof Array array) {
      List<@Nullable Object> list = new ArrayList<>();
      for (Object item : (Object[]) array.getArray()) {
        list.add(plain(item));
      }
      return list;
    } else if (value instanceof DuckDBStruct struct) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (Map.Entry<String, Object> entry : struct.getMap().entrySet()) {
        map.put(entry.getKey(), plain(entry.getValue()));
      }
      return map;
    } else if (value instanceof Struct struct) {
      List<@Nullable Object> list = new ArrayList<>();
      for (Object item : struct.getAttributes()) {
        list.add(plain(item));
      }
      return list;
    } else if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        copy.put(plain(entry.getKey()), plain(entry.getValue()));
      }
      return copy;
    } else if (value instanceof JsonNode json) {
      return json.toString();
    }
    return value;
  }
}
