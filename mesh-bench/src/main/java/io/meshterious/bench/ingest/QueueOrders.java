// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** A quorum queue that has the events, and is deleted after a round. */
final class QueueOrders implements AutoCloseable {
  /** So many events a consumer may have that are not acknowledged: two commits. */
  private static final int PREFETCH = 60_000;

  private final VirtualHost host;
  private final ConnectionFactory factory = new ConnectionFactory();
  private final String queue = "orders-" + UUID.randomUUID();
  private final int count;
  private final int batch;

  /**
   * Publishes the events.
   *
   * @param batch so many events are acknowledged together
   */
  QueueOrders(VirtualHost host, Orders orders, int batch)
      throws InterruptedException, GeneralSecurityException, URISyntaxException {
    this.host = host;
    this.count = orders.count();
    this.batch = batch;
    factory.setUri(host.amqpUri());
    Published.to(host.amqpUri() + "?queue=" + queue + "&window=2000", orders);
  }

  /** Where ours reads. */
  String uri() {
    return host.amqpUri() + "?queue=" + queue + "&prefetch=" + PREFETCH + "&consumers=1";
  }

  /** A consumer by the client as its documentation shows it. */
  void read(Taking taking, Watch watch) throws Exception {
    watch.begin();
    try (Connection connection = factory.newConnection()) {
      Channel channel = connection.createChannel();
      channel.basicQos(PREFETCH);
      Deliveries deliveries = new Deliveries(channel, taking, watch);
      channel.basicConsume(queue, false, deliveries);
      deliveries.done.get();
    }
  }

  @Override
  public void close() throws IOException, TimeoutException {
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.queueDelete(queue);
    }
  }

  private final class Deliveries extends DefaultConsumer {
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private final Taking taking;
    private final Watch watch;
    private int all;
    private int taken;

    private Deliveries(Channel channel, Taking taking, Watch watch) {
      super(channel);
      this.taking = taking;
      this.watch = watch;
    }

    @Override
    public void handleDelivery(
        String consumer, Envelope envelope, BasicProperties properties, byte[] body) {
      try {
        taking.take(body);
        all++;
        taken++;
        if (taken == batch || all == count) {
          long start = System.nanoTime();
          taking.commit();
          getChannel().basicAck(envelope.getDeliveryTag(), true);
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
