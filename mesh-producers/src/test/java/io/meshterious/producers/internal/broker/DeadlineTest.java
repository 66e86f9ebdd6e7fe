// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.internal.broker.FakeBroker.FakeLink;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DeadlineTest {
  private static final BrokerAddress ADDRESS =
      new BrokerAddress("amqp://localhost", "localhost", 5672, "guest", "guest", "/");
  private static final Duration LIMIT = Duration.ofMillis(50);

  private final FakeLink link = new FakeLink(null, false);

  @Test
  void connect_brokerAnswersAndTakesItsTime_isWaitedFor() throws Exception {
    Link made =
        Deadline.connect(
            ADDRESS,
            LIMIT,
            (listener, answered) -> {
              answered.run();
              TimeUnit.MILLISECONDS.sleep(4 * LIMIT.toMillis());
              return link;
            },
            null);
    assertThat(made).isSameAs(link);
    assertThat(link.closed).isFalse();
  }

  @Test
  void connect_nobodyAnswers_failsAndLetsGoOfWhatComesLate() throws Exception {
    CountDownLatch late = new CountDownLatch(1);
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(
            () ->
                Deadline.connect(
                    ADDRESS,
                    LIMIT,
                    (listener, answered) -> {
                      late.await();
                      return link;
                    },
                    null))
        .withMessageContaining("no answer from localhost:5672 within 50 ms")
        .matches(it -> it.code() == ProducerError.TARGET_UNREACHABLE);
    late.countDown();
    while (!link.closed) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  @Test
  void connect_failureAfterTheAnswer_isThatFailure() {
    MeshException why = new MeshException(ProducerError.TARGET_DIFFERS, "there is no queue");
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(
            () ->
                Deadline.connect(
                    ADDRESS,
                    LIMIT,
                    (listener, answered) -> {
                      answered.run();
                      throw why;
                    },
                    null))
        .isSameAs(why);
  }
}
