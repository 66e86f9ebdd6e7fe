// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.place.Place;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.core.plugin.PluginError;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DeadlineTest {
  private static final BrokerErrors ERRORS =
      new BrokerErrors(
          "read from",
          PluginError.PLUGIN_UNKNOWN,
          PluginError.PLUGIN_DUPLICATE,
          PluginError.PLUGIN_BROKEN,
          PluginError.PLUGIN_TYPE_UNKNOWN);
  private static final Place PLACE =
      Place.of("amqp://localhost", "source", PluginError.PLUGIN_UNKNOWN);
  private static final BrokerAddress ADDRESS =
      BrokerAddress.of(PLACE, PlaceOptions.of(PLACE), ERRORS, 5672);
  private static final Duration LIMIT = Duration.ofMillis(50);

  private final CountDownLatch closed = new CountDownLatch(1);

  private String connect(Deadline.Connecting<String> connecting) throws InterruptedException {
    return Deadline.connect(ADDRESS, LIMIT, connecting, link -> closed.countDown());
  }

  @Test
  void connect_brokerAnswersAndTakesItsTime_isWaitedFor() throws Exception {
    String made =
        connect(
            answered -> {
              answered.run();
              TimeUnit.MILLISECONDS.sleep(4 * LIMIT.toMillis());
              return "link";
            });
    assertThat(made).isEqualTo("link");
    assertThat(closed.getCount()).isEqualTo(1);
  }

  @Test
  void connect_nobodyAnswers_failsAndLetsGoOfWhatComesLate() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(
            () ->
                connect(
                    answered -> {
                      late.await();
                      return "link";
                    }))
        .withMessage(
            "Cannot open source 'amqp://localhost': no answer from localhost:5672 within 50 ms; is"
                + " that a RabbitMQ, and is nothing in between?")
        .matches(it -> it.code() == ERRORS.unreachable());
    late.countDown();
    closed.await();
  }

  @Test
  void connect_failureAfterTheAnswer_isThatFailure() {
    MeshException why = new MeshException(ERRORS.differs(), "there is no queue");
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(
            () ->
                connect(
                    answered -> {
                      answered.run();
                      throw why;
                    }))
        .isSameAs(why);
  }
}
