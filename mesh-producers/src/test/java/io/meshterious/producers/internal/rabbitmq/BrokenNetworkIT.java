// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import static io.meshterious.producers.target.TestEvents.event;
import static io.meshterious.producers.target.TestEvents.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.Refusals;
import io.meshterious.producers.target.Targets;
import io.meshterious.testkit.network.TcpProxy;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** What becomes of events when the broker or the network goes away. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenNetworkIT {
  private static final int EVENTS = 200_000;
  private static final int WINDOW = 1_000;

  private RabbitFixture rabbit;
  private final Refusals refusals = new Refusals();

  @BeforeAll
  void start() {
    rabbit = RabbitFixture.start();
  }

  @AfterAll
  void stop() {
    if (rabbit != null) {
      rabbit.close();
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> async(Work work) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            work.run();
          } catch (Exception problem) {
            throw new IllegalStateException(problem);
          }
        });
  }

  private List<String> idsIn(VirtualHost host, String queue, long count) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(host.amqpUri());
    List<String> ids = new ArrayList<>();
    CompletableFuture<Void> all = new CompletableFuture<>();
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.basicQos(2_000);
      channel.basicConsume(
          queue,
          false,
          new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(
                String tag, Envelope envelope, BasicProperties properties, byte[] body)
                throws java.io.IOException {
              ids.add(properties.getMessageId());
              if (ids.size() % 1_000 == 0 || ids.size() == count) {
                channel.basicAck(envelope.getDeliveryTag(), true);
              }
              if (ids.size() == count) {
                all.complete(null);
              }
            }
          });
      all.get(60, TimeUnit.SECONDS);
    }
    return ids;
  }

  @Test
  void send_brokerRestartsAndConnectionIsCut_losesNothing(TestReporter reporter) throws Exception {
    // Given
    VirtualHost host = rabbit.newVirtualHost();
    try (TcpProxy proxy = TcpProxy.to(host.amqpUri());
        EventTarget target =
            Targets.load()
                .open(
                    request(
                        proxy.through(host.amqpUri()) + "?queue=orders&window=" + WINDOW,
                        refusals))) {
      // When
      CompletableFuture<Void> sending =
          async(
              () -> {
                for (int i = 0; i < EVENTS; i++) {
                  target.send(event(i));
                }
                target.flush();
              });
      for (int disturbance = 1; disturbance <= 7; disturbance++) {
        long from = (long) EVENTS * disturbance / 9;
        while (target.settled() < from && !sending.isDone()) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
        if (disturbance == 3) {
          rabbit.restart();
        } else if (disturbance == 6) {
          rabbit.kill();
          rabbit.startAgain();
        } else {
          // Right after a restart it may have no connection yet that could be cut.
          while (proxy.cut() == 0) {
            assertThat(sending.isDone()).isFalse();
            TimeUnit.MILLISECONDS.sleep(1);
          }
        }
      }
      sending.get(200, TimeUnit.SECONDS);
      // Then
      assertThat(target.settled()).isEqualTo(EVENTS);
      assertThat(refusals.ids()).isEmpty();
    }
    long stored = rabbit.queueCounts(host.name(), "orders").total();
    List<String> ids = idsIn(host, "orders", stored);
    Set<String> once = new LinkedHashSet<>(ids);
    assertThat(once).hasSize(EVENTS);
    assertThat(once)
        .containsExactlyElementsOf(LongStream.range(0, EVENTS).mapToObj(Long::toString).toList());
    // At each of the seven disturbances no more than the window is published again.
    assertThat(stored - EVENTS).isLessThanOrEqualTo(7L * WINDOW);
    reporter.publishEntry("repeated", (stored - EVENTS) + " of " + EVENTS);
  }

  @Test
  void send_blockedBroker_isWaitedForWithABoundedWindow() throws Exception {
    // Given
    VirtualHost host = rabbit.newVirtualHost();
    String uri = host.amqpUri() + "?queue=orders&window=" + WINDOW;
    try (EventTarget target = Targets.load().open(request(uri, refusals))) {
      for (int i = 0; i < 10; i++) {
        target.send(event(i));
      }
      target.flush();
      rabbit.blockPublishers();
      long[] sent = new long[1];
      CompletableFuture<Void> sending;
      // When
      try {
        sending =
            async(
                () -> {
                  for (int i = 10; i < 20_010; i++) {
                    target.send(event(i));
                    sent[0] = i;
                  }
                  target.flush();
                });
        while (!target.state().contains("takes no events for now")) {
          TimeUnit.MILLISECONDS.sleep(5);
        }
        // Then
        assertThat(target.state()).contains("low on disk");
        long before = sent[0];
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(sent[0]).isEqualTo(before).isLessThanOrEqualTo(10 + WINDOW);
        assertThat(sending).isNotDone();
      } finally {
        rabbit.unblockPublishers();
      }
      sending.get(60, TimeUnit.SECONDS);
      assertThat(target.settled()).isEqualTo(20_010);
      assertThat(target.state()).isEmpty();
    }
    assertThat(idsIn(host, "orders", 20_010))
        .isEqualTo(LongStream.range(0, 20_010).mapToObj(Long::toString).toList());
    assertThat(refusals.ids()).isEmpty();
  }

  @Test
  void send_largerThanTheBrokerAllows_isReportedAndTheOthersArrive() throws Exception {
    // Given
    VirtualHost host = rabbit.newVirtualHost();
    rabbit.ctl("eval", "application:set_env(rabbit, max_message_size, 1000).");
    String large = "x".repeat(2_000);
    Refusals refused = new Refusals();
    try (EventTarget target =
        Targets.load().open(request(host.amqpUri() + "?queue=orders", refused))) {
      // When
      for (int i = 0; i < 100; i++) {
        target.send(i % 40 == 20 ? event("large-" + i, large) : event(i));
      }
      target.flush();
      assertThat(target.settled()).isEqualTo(100);
    } finally {
      rabbit.ctl("eval", "application:set_env(rabbit, max_message_size, 134217728).");
    }
    // Then
    assertThat(refused.ids()).containsExactly("large-20", "large-60");
    Set<String> stored =
        new LinkedHashSet<>(
            idsIn(host, "orders", rabbit.queueCounts(host.name(), "orders").total()));
    assertThat(stored)
        .containsExactlyElementsOf(
            LongStream.range(0, 100).filter(it -> it % 40 != 20).mapToObj(Long::toString).toList());
  }

  @Test
  void send_connectionStandsStill_isNoticedByItsHeartbeat() throws Exception {
    // Given
    VirtualHost host = rabbit.newVirtualHost();
    try (TcpProxy proxy = TcpProxy.to(host.amqpUri());
        EventTarget target =
            Targets.load()
                .open(
                    request(
                        proxy.through(host.amqpUri()) + "?queue=orders&heartbeat=1s", refusals))) {
      target.send(event(0));
      target.flush();
      // When
      proxy.pause();
      target.send(event(1));
      CompletableFuture<Void> flushing = async(target::flush);
      while (!target.state().contains("connecting again")) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      proxy.resume();
      // Then
      flushing.get(30, TimeUnit.SECONDS);
      assertThat(target.settled()).isEqualTo(2);
    }
  }

  @Test
  void flush_brokerIsAway_givesWayToAnInterrupt() throws Exception {
    // Given
    VirtualHost host = rabbit.newVirtualHost();
    try (TcpProxy proxy = TcpProxy.to(host.amqpUri());
        EventTarget target =
            Targets.load()
                .open(request(proxy.through(host.amqpUri()) + "?queue=orders", refusals))) {
      target.send(event(0));
      target.flush();
      proxy.refuse();
      proxy.cut();
      CompletableFuture<Thread> thread = new CompletableFuture<>();
      CompletableFuture<Void> sending =
          async(
              () -> {
                thread.complete(Thread.currentThread());
                target.send(event(1));
                target.flush();
              });
      while (!target.state().contains("nobody listens")) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      // When
      thread.get().interrupt();
      // Then
      Throwable failure = null;
      try {
        sending.get(5, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException problem) {
        failure = problem;
      }
      assertThat(failure).hasRootCauseInstanceOf(InterruptedException.class);
      proxy.accept();
      target.flush();
    }
  }
}
