// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.decode;

import io.meshterious.core.contract.Table;
import io.meshterious.ingest.decode.DecodeLimits;
import io.meshterious.ingest.decode.EventDecoder;
import io.meshterious.lake.Lake;
import io.meshterious.lake.batch.ColumnBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads order events into columns, one after the other. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls setUp first.
public class DecodeBenchmark {
  /** Takes an event, or does not. */
  @FunctionalInterface
  interface Decoding {
    boolean decode(byte[] bytes, int from, int to) throws Exception;
  }

  /** Who reads them. */
  @Param("mesh")
  public String decoder = "";

  /** What they look like. */
  @Param(OrderEvents.PLAIN)
  public String events = "";

  private OrderEvents orders;
  private ColumnBatch batch;
  private Decoding decoding;

  /** Reads the contract, and makes the events. */
  @Setup(Level.Trial)
  public void setUp() throws Exception {
    orders = OrderEvents.of(events);
    batch = ColumnBatch.of(schema());
    Table table = orders.contract().tables().get(0);
    decoding =
        switch (decoder) {
          case "mesh" -> EventDecoder.of(table, batch)::decode;
          case "without-shapes" ->
              EventDecoder.withoutShapes(table, batch, DecodeLimits.USUAL)::decode;
          case "jackson-streaming" -> new StreamedOrders(table, batch)::decode;
          default -> throw new IllegalArgumentException("Cannot decode by '" + decoder + "'");
        };
    if (decode() != OrderEvents.COUNT) {
      throw new IllegalStateException(decoder + " does not take all events");
    }
  }

  private Schema schema() throws Exception {
    Path folder = Files.createTempDirectory("mesh-decode");
    try (Lake lake = Lake.open(folder)) {
      return lake.create(orders.contract()).iceberg().schema();
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Reads all events. */
  @Benchmark
  public int decode() throws Exception {
    batch.clear();
    int rows = 0;
    for (int i = 0; i < OrderEvents.COUNT; i++) {
      rows += decoding.decode(orders.bytes(), orders.start(i), orders.start(i + 1)) ? 1 : 0;
    }
    return rows;
  }
}
