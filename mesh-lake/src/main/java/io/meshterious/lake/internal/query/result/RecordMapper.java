// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.result;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.query.QueryError;
import io.meshterious.lake.query.ResultColumn;
import io.meshterious.lake.query.Row;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes records of rows; each component takes the column with its name. */
public final class RecordMapper<T> {
  private final Class<T> type;
  private final RecordComponent[] components;
  private final Constructor<T> constructor;
  private final int[] columns;

  public RecordMapper(Class<T> type, List<ResultColumn> columns) {
    this(type, columns.stream().map(ResultColumn::name).toList(), "the result");
  }

  private RecordMapper(Class<T> type, List<String> names, String place) {
    this.type = type;
    this.components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new MeshException(
          QueryError.RESULT_MISMATCH,
          "Cannot make records of " + type.getName() + ": its constructor is not accessible",
          e);
    }
    columns = new int[components.length];
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      columns[i] = find(components[i].getName(), names);
      if (columns[i] < 0) {
        String near =
            NearMiss.of(components[i].getName(), names)
                .map(n -> " (did you mean '" + n + "'?)")
                .orElse("");
        missing.add("'" + components[i].getName() + "'" + near);
      }
    }
    if (!missing.isEmpty()) {
      throw new MeshException(
          QueryError.RESULT_MISMATCH,
          "Cannot make records of "
              + type.getSimpleName()
              + ": "
              + place
              + " has no "
              + String.join(", ", missing)
              + "; it has "
              + names);
    }
  }

  private static int find(String component, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(component)) {
        return i;
      }
    }
    String plain = plain(component);
    for (int i = 0; i < names.size(); i++) {
      if (plain(names.get(i)).equals(plain)) {
        return i;
      }
    }
    return -1;
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  /** A record of a row. */
  public T map(Row row) {
    return make(index -> row.value(columns[index]).orElse(null));
  }

  /** A record of a struct. */
  static Object ofMap(Class<?> type, Map<?, ?> values, String place) {
    List<String> names = values.keySet().stream().map(String::valueOf).toList();
    List<@Nullable Object> plain = new ArrayList<>(values.values());
    RecordMapper<?> mapper = new RecordMapper<>(type, names, place);
    return mapper.make(index -> plain.get(mapper.columns[index]));
  }

  /** Gives the plain value of a component. */
  @FunctionalInterface
  private interface Source {
    @Nullable Object value(int component);
  }

  @SuppressWarnings("NullAway") // arguments may be null: components that are objects take nulls
  private T make(Source source) {
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = argument(components[i], source.value(i));
    }
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new MeshException(
          QueryError.RESULT_MISMATCH,
          "Cannot make a record of " + type.getSimpleName() + ": " + e.getCause(),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new MeshException(
          QueryError.RESULT_MISMATCH, "Cannot make a record of " + type.getSimpleName(), e);
    }
  }

  private @Nullable Object argument(RecordComponent component, @Nullable Object value) {
    String place = "'" + component.getName() + "' of " + type.getSimpleName();
    if (value != null) {
      return Conversions.to(component.getType(), component.getGenericType(), value, place);
    } else if (component.getType() == Optional.class) {
      return Optional.empty();
    } else if (component.getType().isPrimitive()) {
      throw new MeshException(
          QueryError.RESULT_MISMATCH,
          "Cannot take "
              + place
              + " as "
              + component.getType()
              + ": it is null; use "
              + Conversions.boxed(component.getType()).getSimpleName()
              + " or Optional");
    }
    return null;
  }
}
