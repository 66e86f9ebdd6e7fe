// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.statement;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.query.QueryError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values bound to a statement, by position or by name. */
public final class Parameters {
  private final List<@Nullable Object> positional = new ArrayList<>();
  private final Map<String, @Nullable Object> named = new LinkedHashMap<>();

  public void set(@Nullable Object... values) {
    positional.clear();
    for (Object value : values) {
      positional.add(supported("?" + (positional.size() + 1), value));
    }
  }

  public void set(String name, @Nullable Object value) {
    named.put(name, supported("$" + name, value));
  }

  public boolean isEmpty() {
    return positional.isEmpty() && named.isEmpty();
  }

  /** A value in the form in which it is bound; refuses what cannot be. */
  private static @Nullable Object supported(String which, @Nullable Object value) {
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    } else if (value instanceof ZonedDateTime time) {
      return time.toOffsetDateTime();
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    } else if (value instanceof Character character) {
      return character.toString();
    }
    if (value == null || typeOf(value) != null) {
      return value;
    }
    String why =
        value instanceof Collection<?> || value.getClass().isArray()
            ? "bind its items one by one"
            : "bindable are numbers, text, booleans, dates, times, UUIDs, bytes and null";
    throw new MeshException(
        QueryError.PARAMETER_INVALID,
        "Cannot bind " + value.getClass().getName() + " to parameter " + which + ": " + why);
  }

  private static @Nullable String typeOf(Object value) {
    if (value instanceof Boolean) {
      return "BOOLEAN";
    } else if (value instanceof Byte) {
      return "TINYINT";
    } else if (value instanceof Short) {
      return "SMALLINT";
    } else if (value instanceof Integer) {
      return "INTEGER";
    } else if (value instanceof Long) {
      return "BIGINT";
    } else if (value instanceof BigInteger) {
      return "HUGEINT";
    } else if (value instanceof Float) {
      return "FLOAT";
    } else if (value instanceof Double) {
      return "DOUBLE";
    } else if (value instanceof BigDecimal decimal) {
      int scale = Math.max(0, decimal.scale());
      int precision = Math.max(decimal.setScale(scale).precision(), scale + 1);
      return precision > 38 ? null : "DECIMAL(" + precision + "," + scale + ")";
    } else if (value instanceof String) {
      return "VARCHAR";
    } else if (value instanceof UUID) {
      return "UUID";
    } else if (value instanceof LocalDate) {
      return "DATE";
    } else if (value instanceof LocalTime) {
      return "TIME";
    } else if (value instanceof LocalDateTime) {
      return "TIMESTAMP";
    } else if (value instanceof OffsetDateTime) {
      return "TIMESTAMPTZ";
    } else if (value instanceof byte[]) {
      return "BLOB";
    }
    return null;
  }

  /** Checks that every parameter of a statement has a value, and that none is left over. */
  public void check(Map<Integer, String> parameters) {
    List<String> missing = new ArrayList<>();
    int numbered = 0;
    for (Map.Entry<Integer, String> parameter : parameters.entrySet()) {
      String name = parameter.getValue();
      boolean byNumber = name.matches("[0-9]+");
      numbered = byNumber ? Math.max(numbered, Integer.parseInt(name)) : numbered;
      boolean found =
          byNumber ? Integer.parseInt(name) <= positional.size() : named.containsKey(name);
      if (!found) {
        missing.add((byNumber ? "?" : "$") + name);
      }
    }
    if (!missing.isEmpty()) {
      throw new MeshException(
          QueryError.PARAMETER_INVALID, "Cannot run the statement: no value for " + missing);
    }
    List<String> extra = new ArrayList<>();
    named.keySet().stream().filter(n -> !parameters.containsValue(n)).forEach(extra::add);
    if (positional.size() > numbered || !extra.isEmpty()) {
      throw new MeshException(
          QueryError.PARAMETER_INVALID,
          "Cannot run the statement: it has "
              + (parameters.isEmpty() ? "no parameters" : "parameters " + parameters.values())
              + ", but values are bound to "
              + (extra.isEmpty() ? positional.size() + " positions" : extra.toString()));
    }
  }

  /** Binds the values to a prepared statement. */
  public void bind(PreparedStatement statement, Map<Integer, String> parameters)
      throws SQLException {
    for (Map.Entry<Integer, String> parameter : new TreeMap<>(parameters).entrySet()) {
      statement.setObject(parameter.getKey(), value(parameter.getValue()));
    }
  }

  private @Nullable Object value(String name) {
    return name.matches("[0-9]+") ? positional.get(Integer.parseInt(name) - 1) : named.get(name);
  }

  /** The engine's type of a value. */
  public String type(String name) {
    Object value = value(name);
    String type = value == null ? null : typeOf(value);
    return type == null ? "VARCHAR" : type;
  }

  /** A value as text that the engine casts to its type. */
  public @Nullable String text(String name) {
    Object value = value(name);
    if (value instanceof byte[] bytes) {
      return bytes.length == 0 ? "" : "\\x" + HexFormat.ofDelimiter("\\x").formatHex(bytes);
    } else if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value == null ? null : value.toString();
  }
}
