// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.result;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.query.QueryError;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plain values as the classes that callers ask for, without losing anything on the way. */
public final class Conversions {
  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          boolean.class, Boolean.class,
          byte.class, Byte.class,
          short.class, Short.class,
          int.class, Integer.class,
          long.class, Long.class,
          float.class, Float.class,
          double.class, Double.class,
          char.class, Character.class);

  private Conversions() {}

  /** The class of objects that a class stands for: the box of a primitive. */
  static Class<?> boxed(Class<?> type) {
    return BOXES.getOrDefault(type, type);
  }

  /** A column's value as a class, primitive classes as their boxes. */
  @SuppressWarnings("unchecked")
  public static <T> T cast(Class<T> type, Object value, String column) {
    return (T) to(type, type, value, "column '" + column + "'");
  }

  /**
   * Converts a value that is not null.
   *
   * @param raw the class
   * @param type the class with its type arguments
   * @param value the plain value
   * @param place what it is, for the message
   */
  static Object to(Class<?> raw, Type type, Object value, String place) {
    Class<?> target = boxed(raw);
    if (target == Optional.class) {
      return Optional.of(item(argument(type, 0), value, place));
    } else if (value instanceof List<?> list && target.isAssignableFrom(List.class)) {
      return list(type, list, place);
    } else if (value instanceof Map<?, ?> map && target.isRecord()) {
      return RecordMapper.ofMap(target, map, place);
    } else if (value instanceof Map<?, ?> map && target == Map.class) {
      return map(type, map, place);
    } else if (target.isInstance(value)) {
      return value;
    }
    Object converted = scalar(target, value);
    if (converted == null) {
      throw mismatch(target, value, place);
    }
    return converted;
  }

  static MeshException mismatch(Class<?> target, Object value, String place) {
    return new MeshException(
        QueryError.RESULT_MISMATCH,
        "Cannot take "
            + place
            + " as "
            + target.getSimpleName()
            + ": it is "
            + value.getClass().getSimpleName()
            + (value instanceof Number ? ", and the value does not fit" : ""));
  }

  private static @Nullable Object scalar(Class<?> target, Object value) {
    if (value instanceof Number number && Number.class.isAssignableFrom(target)) {
      return number(target, number);
    } else if (value instanceof String text) {
      return ofText(target, text);
    } else if (value instanceof UUID && target == String.class) {
      return value.toString();
    } else if (value instanceof OffsetDateTime time) {
      return target == Instant.class
          ? time.toInstant()
          : target == LocalDateTime.class
              ? time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
              : null;
    } else if (value instanceof LocalDateTime time) {
      return target == Instant.class ? time.toInstant(ZoneOffset.UTC) : null;
    }
    return null;
  }

  private static @Nullable Object ofText(Class<?> target, String text) {
    if (target.isEnum()) {
      for (Object constant : target.getEnumConstants()) {
        if (((Enum<?>) constant).name().equalsIgnoreCase(text)) {
          return constant;
        }
      }
    } else if (target == Character.class && text.length() == 1) {
      return text.charAt(0);
    } else if (target == UUID.class && text.length() == 36) {
      return UUID.fromString(text);
    }
    return null;
  }

  /** A number as another class of numbers; null when it does not fit exactly. */
  private static @Nullable Object number(Class<?> target, Number number) {
    boolean floating = number instanceof Double || number instanceof Float;
    if (floating && (target == Double.class || target == Float.class)) {
      double value = number.doubleValue();
      if (target == Double.class) {
        return value;
      }
      return Double.compare((float) value, value) == 0 ? (Object) (float) value : null;
    }
    try {
      BigDecimal exact =
          floating ? BigDecimal.valueOf(number.doubleValue()) : new BigDecimal(number.toString());
      if (target == Double.class) {
        double value = exact.doubleValue();
        return new BigDecimal(value).compareTo(exact) == 0 || number instanceof BigDecimal
            ? (Object) value
            : null;
      } else if (target == Float.class) {
        float value = exact.floatValue();
        return new BigDecimal(value).compareTo(exact) == 0 ? (Object) value : null;
      } else if (target == BigDecimal.class) {
        return exact;
      } else if (target == BigInteger.class) {
        return exact.toBigIntegerExact();
      } else if (target == Long.class) {
        return exact.longValueExact();
      } else if (target == Integer.class) {
        return exact.intValueExact();
      } else if (target == Short.class) {
        return exact.shortValueExact();
      } else if (target == Byte.class) {
        return exact.byteValueExact();
      }
      return null;
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static List<@Nullable Object> list(Type type, List<?> values, String place) {
    Type itemType = argument(type, 0);
    List<@Nullable Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(value == null ? null : item(itemType, value, place));
    }
    return list;
  }

  private static Map<@Nullable Object, @Nullable Object> map(
      Type type, Map<?, ?> values, String place) {
    Type keyType = argument(type, 0);
    Type valueType = argument(type, 1);
    Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      Object value = entry.getValue();
      map.put(
          item(keyType, entry.getKey(), place),
          value == null ? null : item(valueType, value, place));
    }
    return map;
  }

  private static Object item(Type type, Object value, String place) {
    if (type instanceof Class<?> raw) {
      return to(raw, raw, value, place);
    } else if (type instanceof ParameterizedType parameterized
        && parameterized.getRawType() instanceof Class<?> raw) {
      return to(raw, type, value, place);
    }
    return value;
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType parameterized
        ? parameterized.getActualTypeArguments()[index]
        : Object.class;
  }
}
