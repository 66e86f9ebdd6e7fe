// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.ingest.source.EventSource;
import io.meshterious.ingest.source.RawBatch;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.testkit.SeededRandom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens, each event of a folder is stored once. */
class FileSourceOnceTest {
  @TempDir private Path root;

  /** The stored events with the positions that were stored with them. */
  private static final class Store {
    private final List<Integer> events = new ArrayList<>();
    private Map<String, String> positions = Map.of();
  }

  @Test
  void anyFilesReadsAndStops_storeEachEventOnce() throws Exception {
    SeededRandom random = SeededRandom.forTest("files once");
    for (int round = 0; round < SeededRandom.rounds(40); round++) {
      Path folder = Files.createDirectory(root.resolve("round-" + round));
      String options = "?settle=0s&done=" + random.oneOf("keep", "move", "delete");
      int blockBytes = random.oneOf(1 << 13, 1 << 14, 1 << 20);
      Store store = new Store();
      int written = 0;
      for (int run = random.between(2, 6); run > 0; run--) {
        written = write(folder, random, written, options.endsWith("keep"));
        run(folder, options, blockBytes, random, store, run == 1);
      }
      assertThat(store.events)
          .as("round %d %s", round, options)
          .containsExactlyInAnyOrderElementsOf(IntStream.range(0, written).boxed().toList());
    }
  }

  /** Writes new files, and lets one that there is grow. */
  private static int write(Path folder, SeededRandom random, int from, boolean grow)
      throws IOException {
    int next = from;
    for (int file = random.between(1, 4); file > 0; file--) {
      int count = random.oneOf(0, 1, 10, random.between(0, 3_000));
      boolean compressed = random.oneIn(3);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        text.append("{\"id\":").append(next).append(",\"pad\":\"");
        text.append("p".repeat(random.oneOf(0, 7, random.below(300)))).append("\"}");
        text.append(random.oneIn(5) ? "\r\n\n" : "\n");
        next++;
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      String ending = compressed ? ".ndjson.gz" : ".ndjson";
      String name = (grow && random.oneIn(2) ? "grows" : "f" + from + "-" + file) + ending;
      Files.write(folder.resolve(name), compressed ? gzip(bytes) : bytes, CREATE, APPEND);
    }
    return next;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }

  /** Reads and stores for a while with one or two lanes, and stops in the middle of it. */
  private static void run(
      Path folder, String options, int blockBytes, SeededRandom random, Store store, boolean all)
      throws InterruptedException {
    SourceRequest request =
        SourceRequest.of(URI.create(folder.toUri() + options), "orders").from(store.positions);
    int count = random.between(1, 2);
    List<Lane> lanes = new ArrayList<>();
    for (int lane = 0; lane < count; lane++) {
      lanes.add(new Lane(FileSources.open(request.lane(lane, count), blockBytes)));
    }
    int commits = all ? Integer.MAX_VALUE : random.between(0, 5);
    boolean more = true;
    for (int commit = 0; more && commit < commits; commit++) {
      List<Integer> events = new ArrayList<>();
      Map<String, String> positions = new HashMap<>();
      for (Lane lane : lanes) {
        events.addAll(lane.read(random, all));
        positions.putAll(lane.source.positions());
      }
      if (!all && random.oneIn(6)) {
        return; // It ends before it stores, and closes nothing.
      }
      store.events.addAll(events);
      store.positions = positions;
      if (!all && random.oneIn(6)) {
        return; // It ends before it acknowledges what it stored.
      }
      lanes.forEach(lane -> lane.source.acknowledge(lane.count));
      more = lanes.stream().anyMatch(lane -> lane.source.waiting().orElse(0) > 0);
    }
    lanes.forEach(lane -> lane.source.close());
  }

  /** A source with the number of events that it gave. */
  private static final class Lane {
    private final EventSource source;
    private long count;

    Lane(EventSource source) {
      this.source = source;
    }

    List<Integer> read(SeededRandom random, boolean all) throws InterruptedException {
      List<RawBatch> batches = new ArrayList<>();
      for (int i = random.between(1, 5); i > 0; i--) {
        RawBatch batch = new RawBatch(all ? 5_000 : random.between(1, 900), 1 << 20);
        count += source.read(batch, Duration.ZERO);
        batches.add(batch);
      }
      List<Integer> ids = new ArrayList<>();
      for (RawBatch batch : batches) {
        for (int i = 0; i < batch.size(); i++) {
          int from = batch.from(i);
          String body = new String(batch.array(i), from, batch.to(i) - from, UTF_8);
          ids.add(Integer.valueOf(body.replaceAll("\\{\"id\":(\\d+),\"pad\":\"p*\"\\}", "$1")));
        }
      }
      return ids;
    }
  }
}
