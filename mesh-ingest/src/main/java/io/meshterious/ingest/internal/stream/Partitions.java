// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import com.rabbitmq.stream.Producer;
import com.rabbitmq.stream.StreamException;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.rabbitmq.BrokerAddress;
import io.meshterious.rabbitmq.BrokerSettings;
import io.meshterious.rabbitmq.Deadline;
import io.meshterious.rabbitmq.stream.StreamEnvironment;
import io.meshterious.rabbitmq.stream.StreamFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds out which streams a super stream consists of. The client tells them to who routes messages:
 * so a message is routed, to none of them.
 */
final class Partitions {
  private Partitions() {}

  /**
   * The names of those that a lane reads: every n-th of all, where there are n lanes. All lanes see
   * them in the same order: shorter names before longer ones, so that {@code orders-10} comes
   * behind {@code orders-9}.
   */
  static List<String> of(StreamSettings settings, SourceRequest request)
      throws InterruptedException {
    BrokerSettings broker = settings.broker();
    String name = "mesh ingest " + request.pipeline() + " looks for " + settings;
    List<String> all =
        Deadline.connect(
            broker.address(),
            broker.connectTimeout(),
            answered -> find(settings, name, answered),
            unused -> {});
    return IntStream.range(0, all.size())
        .filter(i -> i % request.lanes() == request.lane())
        .mapToObj(all::get)
        .toList();
  }

  private static List<String> find(StreamSettings settings, String name, Runnable answered) {
    BrokerSettings broker = settings.broker();
    try (StreamEnvironment streams =
        StreamEnvironment.connect(
            broker, settings.advertised(), name, new FoundCodec(settings.toString()))) {
      answered.run();
      List<String> found = new ArrayList<>(find(streams, settings.stream()));
      found.sort(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()));
      return List.copyOf(found);
    } catch (StreamException | IllegalStateException problem) {
      throw StreamFailure.toPrepare(broker, settings.toString(), problem);
    } catch (IllegalArgumentException none) {
      BrokerAddress address = broker.address();
      throw address.failure(
          address.errors().differs(),
          "there is no "
              + settings
              + " in virtual host '"
              + address.virtualHost()
              + "', or it has no partitions",
          none);
    }
  }

  private static List<String> find(StreamEnvironment streams, String superStream) {
    List<String> found = new ArrayList<>();
    try (Producer producer =
        streams
            .environment()
            .producerBuilder()
            .superStream(superStream)
            .routing(unused -> "")
            .strategy(
                (unused, metadata) -> {
                  found.addAll(metadata.partitions());
                  return List.of();
                })
            .producerBuilder()
            .build()) {
      byte[] nothing = {};
      producer.send(
          new Found("", nothing, 0, nothing, 0, 0, KnownKind.UNKNOWN), confirmation -> {});
    }
    return found;
  }
}
