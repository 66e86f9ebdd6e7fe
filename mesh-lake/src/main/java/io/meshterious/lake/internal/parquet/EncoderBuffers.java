// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import io.meshterious.lake.internal.parquet.column.BooleanEncoder;
import io.meshterious.lake.internal.parquet.column.BytesEncoder;
import io.meshterious.lake.internal.parquet.column.ColumnEncoder;
import io.meshterious.lake.internal.parquet.column.FloatingEncoder;
import io.meshterious.lake.internal.parquet.column.IntegerEncoder;
import io.meshterious.lake.internal.parquet.column.WideEncoder;
import io.meshterious.lake.internal.parquet.layout.FileShape;
import io.meshterious.lake.internal.parquet.layout.Leaf;
import io.meshterious.lake.internal.parquet.layout.Physical;
import io.meshterious.lake.internal.parquet.page.PageCompressor;
import io.meshterious.lake.internal.parquet.page.Scratch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SchemaParser;
import org.jspecify.annotations.Nullable;

/**
 * What encoders of files of one schema have in common and use again: space for pages, arenas of
 * columns, and the codec. Several encoders may be open at once, all in one thread.
 */
public final class EncoderBuffers implements AutoCloseable {
  /** Column encoders that are kept for later; more of them would only hold memory. */
  private static final int MOST_FREE = 8;

  private final FileShape shape;
  private final String schemaJson;
  private final Scratch scratch;
  private EncoderOptions options;
  private BufferPool.@Nullable Kind kind;
  private final NestedEncoder nested = new NestedEncoder();
  private final Deque<List<ColumnEncoder<?>>> free = new ArrayDeque<>();

  /**
   * Buffers for files of a schema.
   *
   * @throws io.meshterious.core.error.MeshException when the schema has a type that cannot be
   *     written
   */
  public EncoderBuffers(Schema schema, EncoderOptions options) {
    this.shape = new FileShape(schema);
    this.schemaJson = SchemaParser.toJson(schema);
    this.options = options;
    this.scratch = new Scratch(new PageCompressor(options.codec(), options.level()));
  }

  /** Buffers for files of a schema, used before if there are some; closing gives them back. */
  public static EncoderBuffers borrow(Schema schema, EncoderOptions options) {
    BufferPool.Kind kind = BufferPool.Kind.of(SchemaParser.toJson(schema), options);
    EncoderBuffers buffers = BufferPool.SHARED.take(kind);
    if (buffers == null) {
      buffers = new EncoderBuffers(schema, options);
    } else {
      buffers.options = options;
      buffers.scratch.open(new PageCompressor(options.codec(), options.level()));
    }
    buffers.kind = kind;
    return buffers;
  }

  FileShape shape() {
    return shape;
  }

  String schemaJson() {
    return schemaJson;
  }

  EncoderOptions options() {
    return options;
  }

  NestedEncoder nested() {
    return nested;
  }

  /** Encoders of all columns, used before or new. */
  List<ColumnEncoder<?>> lend() {
    List<ColumnEncoder<?>> columns = free.poll();
    if (columns == null) {
      columns = new ArrayList<>();
      for (Leaf leaf : shape.leaves()) {
        columns.add(column(leaf));
      }
    }
    return columns;
  }

  /** Takes encoders back that {@link #lend} gave out. */
  void giveBack(List<ColumnEncoder<?>> columns) {
    if (free.size() < MOST_FREE) {
      for (ColumnEncoder<?> column : columns) {
        column.clear();
      }
      free.push(columns);
    }
  }

  private ColumnEncoder<?> column(Leaf leaf) {
    return switch (leaf.typeId()) {
      case BOOLEAN -> new BooleanEncoder(leaf, options, scratch);
      case FLOAT, DOUBLE -> new FloatingEncoder(leaf, options, scratch);
      case STRING, BINARY, FIXED -> new BytesEncoder(leaf, options, scratch);
      default ->
          leaf.physical() == Physical.FIXED
              ? new WideEncoder(leaf, options, scratch)
              : new IntegerEncoder(leaf, options, scratch);
    };
  }

  @Override
  public void close() {
    scratch.close();
    BufferPool.Kind borrowed = kind;
    if (borrowed != null) {
      kind = null;
      BufferPool.SHARED.give(borrowed, this);
    }
  }
}
