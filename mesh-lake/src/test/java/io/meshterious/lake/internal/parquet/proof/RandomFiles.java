// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.proof;

import io.meshterious.lake.batch.ColumnBatch;
import io.meshterious.lake.batch.Dictionary;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.parquet.Codec;
import io.meshterious.lake.internal.parquet.ColumnOptions;
import io.meshterious.lake.internal.parquet.EncoderOptions;
import io.meshterious.lake.internal.parquet.ParquetEncoder;
import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.avro.AvroSchemaUtil;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * Files of random rows, written with random options: small and large row groups, pages and
 * dictionaries, all codecs, hints, Bloom filters, kinds of metrics, and batches of all sizes that
 * are appended whole, from a row to another, or by chosen rows.
 */
@SuppressWarnings("deprecation") // as Iceberg reads properties itself
final class RandomFiles {
  private final SeededRandom random;
  private final FileIO io = undurable();

  RandomFiles(SeededRandom random) {
    this.random = random;
  }

  /** A FileIO that leaves it to the operating system when bytes reach the disk. */
  static FileIO undurable() {
    FileIO io = new LocalFileIO();
    io.initialize(Map.of(LocalFileIO.DURABLE, "false"));
    return io;
  }

  /** Writes a file. */
  WrittenFile next(Path path) {
    Schema schema = new RandomSchemas(random).next();
    int rows =
        switch (random.below(20)) {
          case 0 -> 0;
          case 1 -> 1;
          case 2 -> random.between(1000, 4000);
          default -> random.between(2, 300);
        };
    return write(path, schema, new RandomRows(random).next(schema, rows), options(schema, rows));
  }

  /** Writes rows. */
  WrittenFile write(
      Path path, Schema schema, List<List<@Nullable Object>> rows, EncoderOptions options) {
    ColumnBatch batch = ColumnBatch.of(schema, dictionaries(schema));
    try (ParquetEncoder encoder =
        new ParquetEncoder(schema, options, io.newOutputFile(path.toString()))) {
      int done = 0;
      while (done < rows.size()) {
        int size = random.oneOf(1, 7, 64, 100, 1000);
        int end = Math.min(rows.size(), done + size);
        append(encoder, batch, rows.subList(done, end));
        done = end;
      }
      return new WrittenFile(path, schema, rows, options, encoder.finish());
    }
  }

  private void append(
      ParquetEncoder encoder, ColumnBatch batch, List<List<@Nullable Object>> rows) {
    batch.clear();
    switch (random.below(4)) {
      case 0 -> {
        int before = random.below(3);
        for (int i = 0; i < before; i++) {
          fill(batch, random.oneOf(rows));
        }
        rows.forEach(row -> fill(batch, row));
        fill(batch, random.oneOf(rows));
        encoder.append(batch, before, before + rows.size());
      }
      case 1 -> {
        List<List<@Nullable Object>> backwards = new ArrayList<>(rows);
        java.util.Collections.reverse(backwards);
        backwards.forEach(row -> fill(batch, row));
        int[] chosen = new int[rows.size() + 1];
        for (int i = 0; i < rows.size(); i++) {
          chosen[i] = rows.size() - 1 - i;
        }
        encoder.append(batch, chosen, rows.size());
      }
      default -> {
        rows.forEach(row -> fill(batch, row));
        encoder.append(batch);
      }
    }
  }

  private static void fill(ColumnBatch batch, List<@Nullable Object> row) {
    for (int i = 0; i < row.size(); i++) {
      Cells.append(batch.columns().get(i), row.get(i));
    }
    batch.endRow();
  }

  private Map<String, Dictionary> dictionaries(Schema schema) {
    Map<String, Dictionary> dictionaries = new HashMap<>();
    for (NestedField field : TypeUtil.indexById(schema.asStruct()).values()) {
      if (field.type().typeId() == Type.TypeID.STRING && random.oneIn(3)) {
        dictionaries.put(
            schema.findColumnName(field.fieldId()),
            random.oneIn(2) ? new Dictionary() : Dictionary.of(List.of("", "~never used", "B")));
      }
    }
    return dictionaries;
  }

  private EncoderOptions options(Schema schema, int rows) {
    Codec codec = random.oneOf(Codec.values());
    int level =
        codec == Codec.NONE
            ? codec.usualLevel()
            : random.between(codec.leastLevel(), Math.min(9, codec.mostLevel()));
    return new EncoderOptions(
        codec,
        level,
        rows > 300 ? random.oneOf(20_000L, 128L << 20) : random.oneOf(500L, 10_000L, 128L << 20),
        rows > 300 ? random.oneOf(1_000, 20_000, 1 << 20) : random.oneOf(50, 500, 5_000, 1 << 20),
        // A page for each row is for few rows, or reading takes long.
        Math.max(rows / 50, random.oneOf(1, 10, 100, 1000, 20_000)),
        random.oneOf(10, 1000, 2 << 20),
        columns(schema),
        metrics(schema));
  }

  private Map<String, ColumnOptions> columns(Schema schema) {
    Map<String, ColumnOptions> columns = new HashMap<>();
    TypeUtil.indexByName(schema.asStruct())
        .forEach(
            (name, id) -> {
              Type type = schema.findType(id);
              if (type.isPrimitiveType() && random.oneIn(3)) {
                boolean bloom = type.typeId() != Type.TypeID.BOOLEAN && random.oneIn(2);
                columns.put(
                    name,
                    new ColumnOptions(
                        random.oneOf(ColumnOptions.Hint.values()),
                        bloom,
                        random.oneOf(0.001, 0.01, 0.5),
                        random.oneOf(0L, 1L, 100L),
                        random.oneOf(32, 1 << 10, 1 << 20)));
              }
            });
    return columns;
  }

  private MetricsConfig metrics(Schema schema) {
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "write.metadata.metrics.default",
        random.oneOf("truncate(16)", "truncate(16)", "full", "counts", "none", "truncate(1)"));
    for (NestedField field : schema.columns()) {
      // Of other names, footers know only what Avro made of them.
      if (random.oneIn(6) && AvroSchemaUtil.makeCompatibleName(field.name()).equals(field.name())) {
        properties.put(
            "write.metadata.metrics.column." + field.name(),
            random.oneOf("truncate(3)", "full", "counts", "none"));
      }
    }
    return MetricsConfig.fromProperties(properties);
  }
}
