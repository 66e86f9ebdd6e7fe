// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.place.Place;
import io.meshterious.core.place.PlaceOptions;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.rabbitmq.BrokerAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LifelineTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Place PLACE =
      Place.of("amqp://localhost", "source", SourceError.SOURCE_INVALID);
  private static final BrokerAddress ADDRESS =
      BrokerAddress.of(PLACE, PlaceOptions.of(PLACE), SourceErrors.ALL, 5672);

  /** What connecting ends with, one after the other. */
  private final LinkedBlockingQueue<Object> answers = new LinkedBlockingQueue<>();

  private static final class FakeSession implements Session {
    private volatile @Nullable String obstacle;
    private volatile boolean closed;

    @Override
    public Optional<String> obstacle() {
      return Optional.ofNullable(obstacle);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private FakeSession connect() throws InterruptedException {
    Object answer = answers.take();
    if (answer instanceof MeshException failure) {
      throw failure;
    }
    return (FakeSession) answer;
  }

  private static MeshException failure(SourceError code) {
    return new MeshException(code, "Cannot: " + code);
  }

  @Test
  void await_brokenSession_isClosedAndReplaced() throws Exception {
    FakeSession first = new FakeSession();
    FakeSession second = new FakeSession();
    answers.add(first);
    try (Lifeline<FakeSession> lifeline = Lifeline.open(ADDRESS, this::connect)) {
      assertThat(lifeline.await(SHORT)).isSameAs(first);
      assertThat(lifeline.state()).isEmpty();
      first.obstacle = "it broke";
      assertThat(lifeline.await(SHORT)).isNull();
      assertThat(lifeline.state()).isEqualTo("connecting again to localhost:5672: it broke");
      answers.add(failure(SourceError.SOURCE_UNREACHABLE));
      answers.add(second);
      assertThat(lifeline.await(LONG)).isSameAs(second);
      assertThat(first.closed).isTrue();
      assertThat(lifeline.state()).isEmpty();
    }
    assertThat(second.closed).isTrue();
  }

  @Test
  void await_failuresThatLookFinal_areBorneSeveralTimesInARow() throws Exception {
    FakeSession first = new FakeSession();
    FakeSession second = new FakeSession();
    answers.add(first);
    try (Lifeline<FakeSession> lifeline = Lifeline.open(ADDRESS, this::connect)) {
      first.obstacle = "";
      for (int i = 0; i < 3; i++) {
        answers.add(failure(SourceError.SOURCE_DIFFERS));
      }
      answers.add(second);
      assertThat(lifeline.await(LONG)).isSameAs(second);
      second.obstacle = "";
      for (int i = 0; i < 5; i++) {
        answers.add(failure(SourceError.SOURCE_DIFFERS));
      }
      lifeline.healthy();
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(MeshException.class)
            .isThrownBy(() -> lifeline.await(LONG))
            .matches(it -> it.code() == SourceError.SOURCE_DIFFERS);
      }
      assertThat(lifeline.state()).isEmpty();
    }
  }

  @Test
  void close_whileConnecting_closesWhatComesLate() throws Exception {
    FakeSession first = new FakeSession();
    answers.add(first);
    Lifeline<FakeSession> lifeline = Lifeline.open(ADDRESS, this::connect);
    first.obstacle = "it broke";
    assertThat(lifeline.await(SHORT)).isNull();
    lifeline.close();
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> lifeline.await(LONG))
        .withMessage("Cannot read from 'amqp://localhost': it is closed");
    while (!first.closed) {
      Thread.onSpinWait();
    }
  }

  @Test
  void open_failure_isThrown() {
    answers.add(failure(SourceError.SOURCE_REFUSED_LOGIN));
    assertThatExceptionOfType(MeshException.class)
        .isThrownBy(() -> Lifeline.open(ADDRESS, this::connect))
        .matches(it -> it.code() == SourceError.SOURCE_REFUSED_LOGIN);
  }
}
