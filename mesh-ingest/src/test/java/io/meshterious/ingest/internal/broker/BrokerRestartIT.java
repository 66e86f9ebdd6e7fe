// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.broker;

import static io.meshterious.ingest.internal.broker.Readers.publish;
import static io.meshterious.ingest.internal.broker.Readers.range;
import static io.meshterious.ingest.internal.broker.Readers.read;
import static io.meshterious.ingest.internal.broker.Readers.request;
import static io.meshterious.ingest.internal.broker.Readers.some;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.ingest.internal.rabbitmq.RabbitSources;
import io.meshterious.ingest.internal.stream.StreamSources;
import io.meshterious.ingest.source.EventSource;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class BrokerRestartIT {
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void read_brokerRestarts_losesNothing() throws Exception {
    try (RabbitFixture rabbit = RabbitFixture.start()) {
      // Given
      String classic = rabbit.amqpUri() + "?queue=classic";
      String quorum = rabbit.amqpUri() + "?queue=quorum";
      String stream = rabbit.streamUri() + "?stream=stream";
      publish(classic + "&declare=classic", 0, 1_000);
      publish(quorum, 0, 1_000);
      publish(stream, 0, 1_000);
      try (EventSource fromClassic = new RabbitSources().open(request(classic));
          EventSource fromQuorum = new RabbitSources().open(request(quorum));
          EventSource fromStream = new StreamSources().open(request(stream))) {
        assertThat(read(fromClassic, 400)).isEqualTo(range(0, 400));
        assertThat(read(fromQuorum, 400)).isEqualTo(range(0, 400));
        assertThat(read(fromStream, 400)).isEqualTo(range(0, 400));
        fromClassic.acknowledge(300);
        fromQuorum.acknowledge(300);
        // When
        rabbit.kill();
        List<Integer> deadStream = new ArrayList<>();
        for (EventSource source : List.of(fromClassic, fromQuorum, fromStream)) {
          while (source.state().isEmpty()) {
            List<Integer> rest = some(source, 1, SHORT);
            if (source == fromStream) {
              deadStream.addAll(rest);
            }
          }
          assertThat(some(source, 1, SHORT)).isEmpty();
          assertThat(source.state()).startsWith("connecting again to 127.0.0.1:");
        }
        rabbit.startAgain();
        // Then: what was not acknowledged comes again, and from the stream nothing that was read
        List<Integer> left = new ArrayList<>(deadStream);
        left.addAll(read(fromStream, 600 - deadStream.size()));
        assertThat(left).isEqualTo(range(400, 1_000));
        for (EventSource source : List.of(fromClassic, fromQuorum)) {
          TreeSet<Integer> again = new TreeSet<>();
          int count = 400;
          while (!again.containsAll(range(400, 1_000))) {
            List<Integer> some = some(source, 100, SHORT);
            count += some.size();
            again.addAll(some);
            source.acknowledge(count);
          }
        }
        assertThat(fromStream.state()).isEmpty();
      }
    }
  }
}
