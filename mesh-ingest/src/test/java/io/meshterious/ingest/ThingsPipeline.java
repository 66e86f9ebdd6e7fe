// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.ingest.source.Sources;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A pipeline of things, from a list into a table, for tests that look at it. */
public final class ThingsPipeline implements AutoCloseable {
  /** How long things may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Lake lake;
  private final List<byte[]> events = new ArrayList<>();
  private final ListSource source = new ListSource(events, true, count -> {});

  private static DataContract contract(String name) {
    return DataContract.builder()
        .id(name)
        .name(name)
        .version("1.0.0")
        .status("active")
        .table(
            name,
            table -> {
              table.custom("mesh.eventId", "id");
              table.property("id", LogicalType.STRING, it -> it.required());
              table.property("kind", LogicalType.STRING);
              table.property("n", LogicalType.INTEGER);
            })
        .build();
  }

  /** One whose lake is in a folder. */
  public ThingsPipeline(Path folder) {
    lake = Lake.open(folder, LakeOptions.defaults().durable(false));
  }

  /** The lake. */
  public Lake lake() {
    return lake;
  }

  ListSource source() {
    return source;
  }

  /** Adds an event; what is no number is rejected. */
  public void event(String id, Object n) {
    event(id, "things", n);
  }

  /** Adds an event of a kind. */
  public void event(String id, String kind, Object n) {
    String json = "{\"id\":\"" + id + "\",\"kind\":\"" + kind + "\",\"n\":" + n + "}";
    events.add(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The pipeline that reads what there is. */
  public IngestBuilder pipeline() {
    return often(begun().contract(contract("things")).into(lake, "raw.things"));
  }

  /** The pipeline that brings apples and pears into tables of their own. */
  public IngestBuilder divided() {
    return often(
        begun()
            .byField(
                "kind",
                Route.of(contract("apples")).into("raw.apples"),
                Route.of(contract("pears")).into("raw.pears"))
            .into(lake));
  }

  private static Ingest.Sourced begun() {
    return Ingest.named("things").from("list://me:s3cret@host/all?queue=a");
  }

  private IngestBuilder often(IngestBuilder pipeline) {
    return pipeline.sources(Sources.of(List.of(source))).commitEvery(Duration.ofMillis(20));
  }

  /** Starts it, and waits until it has read what there is. */
  public Ingest drained(IngestBuilder pipeline) throws InterruptedException {
    Ingest ingest = pipeline.start();
    assertThat(ingest.awaitDrained(PATIENCE)).isTrue();
    return ingest;
  }

  @Override
  public void close() {
    lake.close();
  }
}
