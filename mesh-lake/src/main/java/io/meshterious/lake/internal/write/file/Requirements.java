// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.file;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.write.WriteError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Holds written rows to what a table's schema says: no nulls where a value is required. */
final class Requirements {
  /**
   * A rule inside a column: where it applies, and an expression that is true where it is broken.
   */
  private record Inside(String path, String broken) {}

  private final String tableName;
  private final Schema schema;
  private int names;

  Requirements(String tableName, Schema schema) {
    this.tableName = tableName;
    this.schema = schema;
  }

  /** Looks at the columns' statistics. */
  void checkColumns(List<WrittenFile> files) {
    long rows = files.stream().mapToLong(WrittenFile::rows).sum();
    List<String> problems = new ArrayList<>();
    for (NestedField field : schema.columns()) {
      String path = Sql.quote(field.name());
      if (field.isRequired()) {
        long nulls = files.stream().mapToLong(file -> file.nulls(path)).sum();
        if (nulls > 0) {
          problems.add("'" + field.name() + "' in " + nulls);
        }
      }
      for (WrittenFile file : files) {
        Map<String, String> statistics = file.columns().getOrDefault(path, Map.of());
        if (endless(field.type(), statistics.get("min"))
            || endless(field.type(), statistics.get("max"))) {
          throw new MeshException(
              WriteError.TYPE_MISMATCH,
              "Cannot write rows to '"
                  + tableName
                  + "': column '"
                  + field.name()
                  + "' has infinite values, and type "
                  + field.type()
                  + " has none; write null or the last day instead");
        }
      }
    }
    refuse(problems, rows);
  }

  private static boolean endless(Type type, @org.jspecify.annotations.Nullable String text) {
    boolean temporal =
        type.typeId() == Type.TypeID.DATE
            || type.typeId() == Type.TypeID.TIMESTAMP
            || type.typeId() == Type.TypeID.TIMESTAMP_NANO;
    return temporal && text != null && text.endsWith("infinity");
  }

  /** Looks into nested columns, when they require something inside. */
  void checkNested(Session session, String relation) {
    List<Inside> rules = new ArrayList<>();
    for (NestedField field : schema.columns()) {
      collect(field.type(), Sql.quote(field.name()), field.name(), "%s", rules);
    }
    if (rules.isEmpty()) {
      return;
    }
    List<String> counts = new ArrayList<>();
    for (Inside rule : rules) {
      counts.add("count(*) FILTER (WHERE " + rule.broken() + ")");
    }
    session.query(
        "SELECT count(*), " + String.join(", ", counts) + " FROM " + relation,
        row -> {
          row.next();
          List<String> problems = new ArrayList<>();
          for (int i = 0; i < rules.size(); i++) {
            if (row.getLong(i + 2) > 0) {
              problems.add("'" + rules.get(i).path() + "' in " + row.getLong(i + 2));
            }
          }
          refuse(problems, row.getLong(1));
          return problems;
        });
  }

  /**
   * Collects the rules inside a type.
   *
   * @param value the expression of a value of the type
   * @param wrap turns an expression about the value into one about the row, with {@code %s} for it
   */
  private void collect(Type type, String value, String path, String wrap, List<Inside> rules) {
    if (type.isStructType()) {
      for (NestedField field : type.asStructType().fields()) {
        String inner = "struct_extract(" + value + ", " + Sql.literal(field.name()) + ")";
        String innerPath = path + "." + field.name();
        String present = wrap(wrap, value + " IS NOT NULL AND %s");
        if (field.isRequired()) {
          rules.add(new Inside(innerPath, wrap(present, inner + " IS NULL")));
        }
        collect(field.type(), inner, innerPath, present, rules);
      }
    } else if (type.isListType()) {
      Types.ListType list = type.asListType();
      items(list.elementType(), !list.isElementOptional(), value, path + "[]", wrap, rules);
    } else if (type.isMapType()) {
      Types.MapType map = type.asMapType();
      items(map.keyType(), false, "map_keys(" + value + ")", path + "{key}", wrap, rules);
      items(
          map.valueType(),
          !map.isValueOptional(),
          "map_values(" + value + ")",
          path + "{value}",
          wrap,
          rules);
    }
  }

  private void items(
      Type type, boolean required, String list, String path, String wrap, List<Inside> rules) {
    String item = "e" + names++;
    String any = wrap(wrap, "len(list_filter(" + list + ", lambda " + item + " : %s)) > 0");
    if (required) {
      rules.add(new Inside(path, wrap(any, item + " IS NULL")));
    }
    collect(type, item, path, any, rules);
  }

  /** Puts an expression in the place of {@code %s}, whatever other characters there are. */
  private static String wrap(String outer, String inner) {
    int at = outer.lastIndexOf("%s");
    return outer.substring(0, at) + inner + outer.substring(at + 2);
  }

  private void refuse(List<String> problems, long rows) {
    if (!problems.isEmpty()) {
      throw new MeshException(
          WriteError.REQUIRED_MISSING,
          "Cannot write rows to '"
              + tableName
              + "': a required column has no value: "
              + String.join(", ", problems)
              + " of "
              + rows
              + " rows");
    }
  }
}
