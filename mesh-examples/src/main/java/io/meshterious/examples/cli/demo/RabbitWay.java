// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.demo;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.place.Place;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.rabbitmq.BrokerErrors;
import io.meshterious.rabbitmq.BrokerSettings;
import io.meshterious.rabbitmq.ConnectFailure;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Queues of a RabbitMQ: of a private node, or of a broker that is there. */
final class RabbitWay implements Way {
  /** Its pipelines wait for what a broker may still send, and can do so at the same time. */
  private static final int TOGETHER = 4;

  private static final Set<String> SCHEMES = Set.of("amqp", "amqps");
  private static final BrokerErrors ERRORS =
      new BrokerErrors(
          "read from",
          SourceError.SOURCE_UNREACHABLE,
          SourceError.SOURCE_REFUSED_LOGIN,
          SourceError.SOURCE_DIFFERS,
          SourceError.SOURCE_UNTRUSTED);

  private final String prefix = Way.unusedPrefix();
  private final Set<String> used = new TreeSet<>();
  private final Place broker;
  private final @Nullable RabbitFixture node;

  private RabbitWay(Place broker, @Nullable RabbitFixture node) {
    this.broker = broker;
    this.node = node;
  }

  /** Whether a private node can be started. */
  static boolean installed() {
    return RabbitFixture.binaries().isPresent();
  }

  /** Through a node of its own, with nothing of another one. */
  static RabbitWay started() {
    RabbitFixture node = RabbitFixture.start();
    return new RabbitWay(place(node.amqpUri().toString()), node);
  }

  /** Through a broker that is there. */
  static RabbitWay at(String uri) {
    Place place = place(uri);
    if (!SCHEMES.contains(place.scheme())) {
      throw place.invalid("a RabbitMQ, such as amqp://user:password@localhost/virtual-host");
    }
    RabbitWay way = new RabbitWay(place, null);
    way.tell(List.of());
    return way;
  }

  private static Place place(String uri) {
    return Place.of(uri, "broker", SourceError.SOURCE_INVALID);
  }

  @Override
  public String queue(String table) {
    String queue = prefix + table;
    used.add(queue);
    String all = broker.uri().toString();
    String more = all.indexOf('?') < 0 ? "?" : "&";
    return all + more + "queue=" + queue + "&declare=quorum";
  }

  @Override
  public int together() {
    return TOGETHER;
  }

  @Override
  public String shown() {
    return node == null ? broker.shown() : "a private RabbitMQ";
  }

  /** Also in a thread that was interrupted. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      if (node == null) {
        tell(used);
      } else {
        node.close();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Connects, and removes queues; those that are not there are no problem. */
  private void tell(Iterable<String> unwanted) {
    PlaceOptions options = PlaceOptions.of(broker);
    boolean tls = broker.scheme().equals("amqps");
    BrokerSettings settings = BrokerSettings.of(broker, options, ERRORS, tls, tls ? 5671 : 5672);
    options.complete();
    try (Connection connection = settings.factory(Optional.empty()).newConnection("mesh demo");
        Channel channel = connection.createChannel()) {
      for (String queue : unwanted) {
        channel.queueDelete(queue);
      }
    } catch (IOException | TimeoutException | GeneralSecurityException problem) {
      MeshException why = new ConnectFailure(settings).of(problem);
      List<String> left = new ArrayList<>();
      unwanted.forEach(left::add);
      throw left.isEmpty()
          ? why
          : new MeshException(
              why.code(), "Cannot delete the queues " + left + ": " + why.getMessage(), why);
    }
  }
}
