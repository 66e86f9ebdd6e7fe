// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.publish;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.perf.MulticastParams;
import com.rabbitmq.perf.MulticastSet;
import com.rabbitmq.perf.metrics.PerformanceMetrics;
import io.meshterious.bench.Sample;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** RabbitMQ's PerfTest, with the options {@code -y 0 -c WINDOW -s 335 -f persistent,mandatory}. */
final class PerfTestPublishing {
  private final VirtualHost host;
  private final int count;
  private final int window;
  private final boolean properties;

  /**
   * A round.
   *
   * @param properties whether events have as many properties as ours, the same for all
   */
  PerfTestPublishing(VirtualHost host, int count, int window, boolean properties) {
    this.host = host;
    this.count = count;
    this.window = window;
    this.properties = properties;
  }

  Sample measure() throws Exception {
    String queue = "perf-test-" + UUID.randomUUID();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(host.amqpUri());
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "quorum"));
    }
    MulticastParams params = new MulticastParams();
    params.setProducerCount(1);
    params.setConsumerCount(0);
    params.setProducerMsgCount(count);
    params.setConfirm(window);
    params.setMinMsgSize(Bodies.BYTES);
    params.setFlags(List.of("persistent", "mandatory"));
    params.setPredeclared(true);
    params.setExchangeName("");
    params.setExchangeType("direct");
    params.setSkipBindingQueues(true);
    params.setQueueNames(List.of(queue));
    params.setRoutingKey(queue);
    if (properties) {
      params.setMessageProperties(
          Map.of(
              "contentType",
              Bodies.KIND.contentType(),
              "messageId",
              Bodies.id(0),
              "type",
              Bodies.KIND.type(),
              "appId",
              "mesh",
              "mesh.contract",
              Bodies.KIND.contract(),
              "mesh.contract-version",
              Bodies.KIND.contractVersion()));
    }
    Confirmations confirmations = new Confirmations(count);
    MulticastSet set =
        new MulticastSet(
            confirmations,
            factory,
            params,
            List.of(host.amqpUri().toString()),
            new MulticastSet.CompletionHandler() {
              @Override
              public void waitForCompletion() throws InterruptedException {
                confirmations.done.await();
              }

              @Override
              public void countDown(String reason) {
                // What counts is the last confirmation.
              }
            });
    set.run();
    return confirmations.sample();
  }

  /** Counts what is confirmed, from the first event on. */
  private static final class Confirmations implements PerformanceMetrics {
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicLong left;
    private final int count;
    private @Nullable Timing timing;
    private @Nullable Sample sample;

    Confirmations(int count) {
      this.count = count;
      this.left = new AtomicLong(count);
    }

    @Override
    public void start() {}

    @Override
    public synchronized void published() {
      if (timing == null) {
        timing = new Timing();
      }
    }

    @Override
    public void confirmed(int events, long[] latencies) {
      if (left.addAndGet(-events) <= 0) {
        finish();
      }
    }

    private synchronized void finish() {
      Timing begun = timing;
      if (begun != null && sample == null) {
        sample = begun.sample(count);
        done.countDown();
      }
    }

    synchronized Sample sample() {
      Sample measured = sample;
      if (measured == null) {
        throw new IllegalStateException("PerfTest ended before all events were confirmed");
      }
      return measured;
    }

    @Override
    public void nacked(int events) {
      throw new IllegalStateException("Refused: " + events);
    }

    @Override
    public void returned() {
      throw new IllegalStateException("Returned");
    }

    @Override
    public void received(long latency) {}

    @Override
    public Duration interval() {
      return Duration.ofDays(1);
    }

    @Override
    public void resetGlobals() {}
  }
}
