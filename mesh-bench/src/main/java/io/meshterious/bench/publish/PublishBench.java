// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.publish;

import io.meshterious.bench.Bench;
import io.meshterious.bench.BenchRun;
import io.meshterious.bench.Contender;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;

/**
 * Persistent events of 335 bytes, each confirmed, from one producer to a private RabbitMQ on the
 * same machine: to a quorum queue, beside RabbitMQ's PerfTest, and to a stream, beside a plain
 * publisher by the stream client. All have the same window of events that are not confirmed, and a
 * new queue or stream in each round. Measured from the first event to the last confirmation,
 * without connecting. Broker and producers share the processors, so a producer that computes less
 * leaves more to the broker.
 *
 * <p>A user of PerfTest would object that it is made to run many producers, and that it measures
 * latencies as well; ours sends more with each event: id, type, contract and its version, a hundred
 * bytes that the broker reads. PerfTest is measured once without them and once with as many.
 * RabbitMQ's performance tool for streams is not in Maven Central; the plain publisher does what it
 * does by default, once with the event's bytes alone and once with the same properties as ours.
 */
public final class PublishBench implements Bench {
  private static final int QUEUE_WINDOW = 2_000;
  private static final int STREAM_WINDOW = 10_000;

  /** The benchmark. */
  public PublishBench() {}

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public String about() {
    return "Confirmed events to RabbitMQ, beside PerfTest and its stream client";
  }

  @Override
  public void run(BenchRun run) throws Exception {
    if (RabbitFixture.binaries().isEmpty()) {
      throw new IllegalStateException(
          "Cannot run benchmark 'publish': there is no RabbitMQ; apt-get install rabbitmq-server");
    }
    int queued = run.size().pick(500, 60_000, 200_000);
    int streamed = run.size().pick(500, 400_000, 1_000_000);
    try (RabbitFixture rabbit = RabbitFixture.start()) {
      VirtualHost host = rabbit.newVirtualHost();
      run.compare(
          "quorum queue",
          Contender.of("mesh", () -> MeshPublishing.toQueue(host, queued, QUEUE_WINDOW).measure()),
          Contender.of(
              "PerfTest",
              () -> new PerfTestPublishing(host, queued, QUEUE_WINDOW, false).measure()),
          Contender.of(
              "PerfTest, same properties",
              () -> new PerfTestPublishing(host, queued, QUEUE_WINDOW, true).measure()));
      run.compare(
          "stream",
          Contender.of(
              "mesh", () -> MeshPublishing.toStream(host, streamed, STREAM_WINDOW).measure()),
          Contender.of(
              "stream client, bytes only",
              () -> new StreamPublishing(host, streamed, STREAM_WINDOW, false).measure()),
          Contender.of(
              "stream client",
              () -> new StreamPublishing(host, streamed, STREAM_WINDOW, true).measure()));
    }
  }
}
