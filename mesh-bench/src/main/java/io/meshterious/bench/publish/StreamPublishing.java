// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.publish;

import com.rabbitmq.stream.Address;
import com.rabbitmq.stream.ConfirmationHandler;
import com.rabbitmq.stream.Environment;
import com.rabbitmq.stream.MessageBuilder;
import com.rabbitmq.stream.Producer;
import io.meshterious.bench.Sample;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** The stream client as its documentation shows it, with its defaults. */
final class StreamPublishing {
  private final VirtualHost host;
  private final int count;
  private final int window;
  private final boolean properties;

  /**
   * A round.
   *
   * @param properties whether events have the same properties as ours
   */
  StreamPublishing(VirtualHost host, int count, int window, boolean properties) {
    this.host = host;
    this.count = count;
    this.window = window;
    this.properties = properties;
  }

  Sample measure() throws InterruptedException {
    Bodies bodies = new Bodies();
    String stream = "plain-" + UUID.randomUUID();
    URI uri = host.streamUri();
    CountDownLatch confirmed = new CountDownLatch(count);
    ConfirmationHandler handler =
        status -> {
          if (!status.isConfirmed()) {
            throw new IllegalStateException("Refused: " + status.getCode());
          }
          confirmed.countDown();
        };
    long now = System.currentTimeMillis();
    try (Environment environment =
        Environment.builder()
            .uri(uri.toString())
            .addressResolver(unused -> new Address(uri.getHost(), uri.getPort()))
            .build()) {
      environment.streamCreator().stream(stream).create();
      Producer producer =
          environment.producerBuilder().stream(stream).maxUnconfirmedMessages(window).build();
      Timing timing = new Timing();
      for (int i = 0; i < count; i++) {
        MessageBuilder message = producer.messageBuilder().addData(bodies.of(i));
        if (properties) {
          describe(message, i, now);
        }
        producer.send(message.build(), handler);
      }
      confirmed.await();
      return timing.sample(count);
    }
  }

  private static void describe(MessageBuilder message, int number, long now) {
    message
        .properties()
        .messageId(Bodies.id(number))
        .subject(Bodies.KIND.type())
        .contentType(Bodies.KIND.contentType())
        .creationTime(now)
        .messageBuilder()
        .applicationProperties()
        .entry("mesh.contract", Bodies.KIND.contract())
        .entry("mesh.contract-version", Bodies.KIND.contractVersion())
        .entry("x-basic-type", Bodies.KIND.type())
        .entry("x-basic-app-id", "mesh");
  }
}
