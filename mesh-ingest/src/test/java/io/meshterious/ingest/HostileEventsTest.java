// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.ingest.reject.SmallShop;
import io.meshterious.ingest.source.Sources;
import io.meshterious.lake.Lake;
import io.meshterious.lake.query.Row;
import io.meshterious.testkit.process.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileEventsTest {
  /** Room for the largest event, its row among the rejects and its page, each a few times. */
  private static final String HEAP = "-Xmx2000m";

  @TempDir private Path folder;

  @Test
  void events_thatWantToDoHarm_areRejectsWithReasons_andTheOthersAreStored() throws Exception {
    // When
    String said = ChildJvm.output(ChildJvm.start(List.of(HEAP), Shop.class, folder));
    // Then
    Map<String, byte[]> hostile = Shop.hostile();
    assertThat(said).contains("stored " + hostile.size() + " rejected " + hostile.size());
    Map<String, String> reasons = new LinkedHashMap<>();
    try (Lake lake = Lake.open(folder);
        Stream<Row> rows =
            lake.sql("select position, code, message from raw.sales__rejects").rows()) {
      rows.forEach(
          row -> reasons.put(row.text("position"), row.text("code") + " " + row.text("message")));
    }
    int place = 0;
    for (Map.Entry<String, byte[]> event : hostile.entrySet()) {
      assertThat(reasons.get("entry " + place)).as(event.getKey()).startsWith("MESH-4");
      place += 2;
    }
    assertThat(reasons).hasSize(hostile.size());
  }

  /** A pipeline of events that want to do harm, each followed by one that does not. */
  public static final class Shop {
    private Shop() {}

    static Map<String, byte[]> hostile() {
      Map<String, byte[]> events = new LinkedHashMap<>();
      put(events, "100 MB", "{\"sale_id\":\"" + "a".repeat(100_000_000) + "\"}");
      put(events, "deep", "{\"more\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
      put(events, "deep and open", "{\"more\":".repeat(100_000));
      put(events, "a million keys", "{" + keys(i -> "k" + i, 1_000_000) + "\"qty\":1}");
      put(events, "one key a million times", "{" + keys(i -> "qty", 1_000_000) + "\"qty\":1}");
      put(events, "keys of one hash", "{" + keys(Shop::ofOneHash, 1 << 16) + "\"qty\":1}");
      put(events, "bytes that are no UTF-8", sale("\u00C3(", "1"));
      put(events, "an overlong NUL", sale("\u00C0\u0080", "1"));
      put(events, "half a pair", sale("\u00ED\u00A0\u0080", "1"));
      put(events, "an escaped half of a pair", sale("\\ud800", "1"));
      put(events, "a NUL in a text", sale("a\u0000b", "1"));
      put(events, "NULs", "\u0000".repeat(1_000_000));
      put(events, "a huge exponent", sale("h", "1e999999999"));
      put(events, "a tiny exponent", sale("t", "1e-999999999"));
      put(events, "an exponent of a million digits", sale("e", "1e" + "9".repeat(1_000_000)));
      put(events, "a number of ten million digits", sale("n", "9".repeat(10_000_000)));
      put(events, "zeros behind the point", sale("z", "0." + "0".repeat(1_000_000) + "1"));
      put(events, "blanks", " ".repeat(1_000_000));
      put(events, "quotes", "\"".repeat(1_000_001));
      put(events, "backslashes", sale("\\".repeat(1_000_001), "1"));
      put(events, "nothing", "");
      return events;
    }

    private static void put(Map<String, byte[]> events, String name, String latin) {
      events.put(name, latin.getBytes(ISO_8859_1));
    }

    private static String sale(String id, String qty) {
      return "{\"sale_id\":\"" + id + "\",\"qty\":" + qty + ",\"colour\":\"red\"}";
    }

    private interface Naming {
      String of(int number);
    }

    private static String keys(Naming naming, int count) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        text.append('"').append(naming.of(i)).append("\":1,");
      }
      return text.toString();
    }

    /** Texts of 32 letters whose {@code hashCode} is the same. */
    private static String ofOneHash(int number) {
      StringBuilder text = new StringBuilder();
      IntStream.range(0, 16).forEach(i -> text.append((number >> i & 1) == 0 ? "Aa" : "BB"));
      return text.toString();
    }

    /** Takes the folder of the lake. */
    public static void main(String[] arguments) throws InterruptedException {
      List<byte[]> events = new ArrayList<>();
      for (byte[] event : hostile().values()) {
        events.add(event);
        events.add(SmallShop.sale("good " + events.size(), 1, "red").getBytes(ISO_8859_1));
      }
      ListSource source = new ListSource(events, true, count -> {});
      try (Lake lake = Lake.open(Path.of(arguments[0]));
          Ingest ingest =
              Ingest.named("sales")
                  .from("list:all")
                  .contract(SmallShop.contract())
                  .into(lake, "raw.sales")
                  .sources(Sources.of(List.of(source)))
                  .start()) {
        ingest.awaitDrained(Duration.ofSeconds(60));
        IngestCounts counts = ingest.stop().counts();
        System.out.println("stored " + counts.stored() + " rejected " + counts.rejected());
      }
    }
  }
}
