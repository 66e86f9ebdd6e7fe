// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import com.rabbitmq.stream.Consumer;
import com.rabbitmq.stream.ConsumerFlowStrategy;
import com.rabbitmq.stream.Environment;
import com.rabbitmq.stream.OffsetSpecification;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds out where a stream begins and ends, by a look at its first or last piece. Brokers before
 * 3.11 have no better answer.
 */
final class Ends {
  /**
   * A piece of a stream.
   *
   * @param first the offset of its first event
   * @param end the offset behind its last one
   */
  record Piece(long first, long end) {}

  private final Environment environment;
  private final String stream;

  Ends(Environment environment, String stream) {
    this.environment = environment;
    this.stream = stream;
  }

  /** The piece at a place; empty if the stream has none there before patience is over. */
  Optional<Piece> at(OffsetSpecification place, Duration patience) throws InterruptedException {
    CompletableFuture<Piece> piece = new CompletableFuture<>();
    Consumer consumer =
        environment.consumerBuilder().stream(stream)
            .offset(place)
            .noTrackingStrategy()
            .flow()
            .strategy(new Look(piece))
            .builder()
            .messageHandler((context, message) -> {})
            .build();
    try {
      return Optional.of(piece.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException nothing) {
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      consumer.close();
    }
  }

  /** Takes one piece. */
  private record Look(CompletableFuture<Piece> piece) implements ConsumerFlowStrategy {
    @Override
    public int initialCredits() {
      return 1;
    }

    @Override
    public MessageProcessedCallback start(Context context) {
      long first = context.chunkId();
      piece.complete(new Piece(first, first + context.messageCount()));
      return message -> {};
    }
  }
}
