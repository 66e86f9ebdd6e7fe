// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line says of single benchmarks.
 *
 * @param source where {@code ingest} reads; empty for its default
 * @param ids how many ids {@code dedupe} knows; empty for its default
 */
public record BenchOptions(Optional<String> source, OptionalInt ids) {
  /** Events in memory. */
  public static final String MEMORY = "memory";

  /** Events in a quorum queue of RabbitMQ. */
  public static final String QUEUE = "queue";

  /** Events in a stream of RabbitMQ. */
  public static final String STREAM = "stream";

  /** Where {@code ingest} can read. */
  public static final List<String> SOURCES = List.of(MEMORY, QUEUE, STREAM);

  /** How many ids {@code dedupe} can know. */
  public static final int MOST_IDS = 300_000_000;

  /** With nothing said. */
  public static final BenchOptions NONE = new BenchOptions(Optional.empty(), OptionalInt.empty());
}
