// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.file;

import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.write.value.EngineValues;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Type;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of files, each of which lies in one: Iceberg's transforms of the values of a
 * file's first row.
 */
final class PartitionValues {
  private static final int FILES_A_QUERY = 100;

  private final Session session;
  private final PartitionSpec spec;
  private final Schema schema;
  private final List<Integer> sources;

  PartitionValues(Session session, PartitionSpec spec) {
    this.session = session;
    this.spec = spec;
    this.schema = spec.schema();
    this.sources =
        spec.fields().stream()
            .filter(field -> !field.transform().isVoid())
            .map(PartitionField::sourceId)
            .distinct()
            .toList();
  }

  /** The partition of each file. */
  List<StructLike> of(List<Path> files) {
    List<StructLike> partitions = new ArrayList<>();
    for (int from = 0; from < files.size(); from += FILES_A_QUERY) {
      partitions.addAll(some(files.subList(from, Math.min(files.size(), from + FILES_A_QUERY))));
    }
    return partitions;
  }

  private List<StructLike> some(List<Path> files) {
    List<String> values = new ArrayList<>();
    for (int source : sources) {
      values.add(EngineValues.plain(schema.findType(source), PartitionKeys.column(schema, source)));
    }
    List<String> queries = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      values.add(0, String.valueOf(i));
      queries.add(
          "(SELECT "
              + String.join(", ", values)
              + " FROM "
              + DuckFiles.relation(List.of(files.get(i)))
              + " LIMIT 1)");
      values.remove(0);
    }
    return session.query(String.join(" UNION ALL ", queries), this::read);
  }

  private List<StructLike> read(ResultSet rows) throws SQLException {
    Map<Integer, StructLike> partitions = new TreeMap<>();
    while (rows.next()) {
      @Nullable Object[] values = new Object[sources.size()];
      for (int i = 0; i < values.length; i++) {
        Type type = schema.findType(sources.get(i));
        values[i] = EngineValues.read(rows, i + 2, type);
      }
      partitions.put(rows.getInt(1), partition(values));
    }
    return List.copyOf(partitions.values());
  }

  private StructLike partition(@Nullable Object[] values) {
    org.apache.iceberg.PartitionData data =
        new org.apache.iceberg.PartitionData(spec.partitionType());
    for (int i = 0; i < spec.fields().size(); i++) {
      PartitionField field = spec.fields().get(i);
      Object value = field.transform().isVoid() ? null : values[sources.indexOf(field.sourceId())];
      data.set(i, value == null ? null : transform(field, value));
    }
    return data;
  }

  @SuppressWarnings("unchecked")
  private Object transform(PartitionField field, Object value) {
    var transform = (org.apache.iceberg.transforms.Transform<Object, Object>) field.transform();
    return transform.bind(schema.findType(field.sourceId())).apply(value);
  }
}
