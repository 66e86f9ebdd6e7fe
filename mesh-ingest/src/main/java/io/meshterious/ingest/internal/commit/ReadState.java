// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.commit;

import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.lake.commit.TableChange;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far a pipeline has come, as each of its commits notes it: where sources go on, and the time
 * that events have come to.
 *
 * @param positions of each source, by its name
 * @param clock microseconds since 1970; empty before the first event
 */
public record ReadState(Map<String, Map<String, String>> positions, Optional<Long> clock) {
  /** The state of a pipeline that has read nothing. */
  public static final ReadState NONE = new ReadState(Map.of(), Optional.empty());

  /** Keeps the maps sorted. */
  public ReadState {
    Map<String, Map<String, String>> sorted = new TreeMap<>();
    positions.forEach(
        (source, some) -> {
          if (!some.isEmpty()) {
            sorted.put(source, new TreeMap<>(some));
          }
        });
    positions = sorted;
  }

  /** The key of a pipeline's state in summaries. */
  public static String key(String pipeline) {
    return TableChange.STATE_PREFIX + pipeline;
  }

  /** Reads what {@link #text} wrote. */
  public static ReadState of(String text) {
    MapNode root = (MapNode) Document.parse(text, DocumentFormat.JSON, "snapshot summary").root();
    Map<String, Map<String, String>> positions = new TreeMap<>();
    MapNode sources = root.map("positions").orElse(MapNode.EMPTY);
    for (String source : sources.keys()) {
      Map<String, String> some = new TreeMap<>();
      MapNode values = sources.map(source).orElse(MapNode.EMPTY);
      for (String key : values.keys()) {
        values.text(key).ifPresent(value -> some.put(key, value));
      }
      positions.put(source, some);
    }
    Optional<Long> clock =
        root.get("clock")
            .filter(ScalarNode.class::isInstance)
            .map(it -> Long.parseLong(((ScalarNode) it).text()));
    return new ReadState(positions, clock);
  }

  /** The state as JSON. */
  public String text() {
    MapNode.Builder sources = MapNode.builder();
    positions.forEach(
        (source, some) -> {
          MapNode.Builder values = MapNode.builder();
          some.forEach(values::put);
          sources.put(source, values.build());
        });
    MapNode.Builder root = MapNode.builder();
    Node all = sources.build();
    root.put("positions", all);
    clock.ifPresent(it -> root.put("clock", it));
    return Document.write(root.build(), DocumentFormat.JSON).strip();
  }

  /** Where a source goes on. */
  public Map<String, String> of(String source, Map<String, String> otherwise) {
    return positions.getOrDefault(source, otherwise);
  }
}
