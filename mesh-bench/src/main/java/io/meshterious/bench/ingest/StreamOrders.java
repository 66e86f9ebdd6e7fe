// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import com.rabbitmq.stream.Address;
import com.rabbitmq.stream.ConsumerFlowStrategy;
import com.rabbitmq.stream.Environment;
import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.MessageHandler;
import com.rabbitmq.stream.OffsetSpecification;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A stream that has the events; it can be read again and again. */
final class StreamOrders implements AutoCloseable {
  private static final int CREDITS = 10;

  private final VirtualHost host;
  private final String stream = "orders-" + UUID.randomUUID();
  private final int count;
  private final int batch;

  /**
   * Publishes the events.
   *
   * @param batch so many events are acknowledged together
   */
  StreamOrders(VirtualHost host, Orders orders, int batch) throws InterruptedException {
    this.host = host;
    this.count = orders.count();
    this.batch = batch;
    Published.to(host.streamUri() + "?stream=" + stream + "&window=10000", orders);
  }

  /** Where ours reads. */
  String uri() {
    return host.streamUri() + "?stream=" + stream + "&credits=" + CREDITS;
  }

  /** A consumer by the client as its documentation shows it, which stores its offset by hand. */
  void read(Taking taking, Watch watch) throws Exception {
    Messages messages = new Messages(taking, watch);
    watch.begin();
    // The environment closes its consumers.
    try (Environment environment = environment()) {
      environment.consumerBuilder().stream(stream)
          .name("bench-" + UUID.randomUUID())
          .offset(OffsetSpecification.first())
          .manualTrackingStrategy()
          .builder()
          .flow()
          .strategy(ConsumerFlowStrategy.creditOnChunkArrival(CREDITS))
          .builder()
          .messageHandler(messages)
          .build();
      messages.done.get();
    }
  }

  private Environment environment() {
    URI uri = host.streamUri();
    return Environment.builder()
        .uri(uri.toString())
        .addressResolver(unused -> new Address(uri.getHost(), uri.getPort()))
        .build();
  }

  @Override
  public void close() {
    try (Environment environment = environment()) {
      environment.deleteStream(stream);
    }
  }

  private final class Messages implements MessageHandler {
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final Taking taking;
    private final Watch watch;
    private int all;
    private int taken;

    private Messages(Taking taking, Watch watch) {
      this.taking = taking;
      this.watch = watch;
    }

    @Override
    public void handle(Context context, Message message) {
      try {
        taking.take(message.getBodyAsBinary());
        all++;
        taken++;
        if (taken == batch || all == count) {
          long start = System.nanoTime();
          taking.commit();
          context.storeOffset();
          watch.acknowledged(taken, System.nanoTime() - start);
          taken = 0;
        }
        if (all == count) {
          done.complete(true);
        }
      } catch (IOException | RuntimeException e) {
        done.completeExceptionally(e);
      }
    }
  }
}
