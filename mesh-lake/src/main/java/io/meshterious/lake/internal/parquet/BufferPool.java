// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Buffers of writers that are done, kept for the next ones of the same kind: a writer that is made
 * for every commit would otherwise begin with new arrays each time. They are let go when memory is
 * short.
 */
final class BufferPool {
  /** The one of this process. */
  static final BufferPool SHARED = new BufferPool();

  private static final int MOST_KINDS = 64;
  private static final int MOST_OF_A_KIND = 4;

  /** What buffers have to agree in: everything but which metrics are kept. */
  record Kind(
      String schemaJson,
      Codec codec,
      int level,
      long rowGroupBytes,
      int pageBytes,
      int pageRows,
      int dictionaryBytes,
      Map<String, ColumnOptions> columns) {
    static Kind of(String schemaJson, EncoderOptions options) {
      return new Kind(
          schemaJson,
          options.codec(),
          options.level(),
          options.rowGroupBytes(),
          options.pageBytes(),
          options.pageRows(),
          options.dictionaryBytes(),
          options.columns());
    }
  }

  private final Map<Kind, Deque<SoftReference<EncoderBuffers>>> free =
      new LinkedHashMap<>(16, 0.75f, true);

  /** Buffers of a kind that nobody uses now. */
  synchronized @Nullable EncoderBuffers take(Kind kind) {
    Deque<SoftReference<EncoderBuffers>> some = free.get(kind);
    while (some != null && !some.isEmpty()) {
      EncoderBuffers buffers = some.pop().get();
      if (buffers != null) {
        return buffers;
      }
    }
    return null;
  }

  /** Keeps buffers for later, in the place of those that were not asked for longest. */
  synchronized void give(Kind kind, EncoderBuffers buffers) {
    Deque<SoftReference<EncoderBuffers>> some =
        free.computeIfAbsent(kind, first -> new ArrayDeque<>());
    if (some.size() < MOST_OF_A_KIND) {
      some.push(new SoftReference<>(buffers));
    }
    if (free.size() > MOST_KINDS) {
      free.remove(free.keySet().iterator().next());
    }
  }
}
