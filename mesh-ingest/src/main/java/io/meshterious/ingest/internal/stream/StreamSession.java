// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import com.rabbitmq.stream.ConsumerFlowStrategy;
import com.rabbitmq.stream.Message;
import com.rabbitmq.stream.MessageHandler;
import com.rabbitmq.stream.OffsetSpecification;
import com.rabbitmq.stream.Resource;
import io.meshterious.ingest.internal.broker.Session;
import io.meshterious.rabbitmq.BrokerSettings;
import io.meshterious.rabbitmq.Deadline;
import io.meshterious.rabbitmq.stream.StreamEnvironment;
import io.meshterious.rabbitmq.stream.StreamFailure;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that consumes a stream from an offset on. The broker delivers pieces of it as long
 * as it has credit, which it gets back for each piece that was read: so no more pieces than credits
 * are ever held here.
 */
final class StreamSession implements Session {
  private final StreamEnvironment streams;
  private final Ends ends;
  private final LinkedBlockingQueue<Chunk> delivered = new LinkedBlockingQueue<>();
  private volatile @Nullable String obstacle;

  private StreamSession(StreamEnvironment streams, String stream) {
    this.streams = streams;
    this.ends = new Ends(streams.environment(), stream);
  }

  /**
   * Connects and consumes.
   *
   * @param name what the connection is called
   * @param reading knows where to go on
   */
  static StreamSession connect(StreamSettings settings, String name, Reading reading)
      throws InterruptedException {
    return Deadline.connect(
        settings.broker().address(),
        settings.broker().connectTimeout(),
        answered -> connect(settings, name, reading, answered),
        StreamSession::close);
  }

  private static StreamSession connect(
      StreamSettings settings, String name, Reading reading, Runnable answered)
      throws InterruptedException {
    BrokerSettings broker = settings.broker();
    StreamEnvironment streams =
        StreamEnvironment.connect(
            broker, settings.advertised(), name, new FoundCodec(settings.toString()));
    answered.run();
    StreamSession session = new StreamSession(streams, settings.stream());
    boolean consumes = false;
    try {
      OffsetSpecification place = reading.begin(session.ends);
      session.consume(settings, place);
      consumes = true;
      return session;
    } catch (com.rabbitmq.stream.StreamException | IllegalStateException problem) {
      throw StreamFailure.toPrepare(broker, settings.toString(), problem);
    } finally {
      if (!consumes) {
        streams.close();
      }
    }
  }

  private void consume(StreamSettings settings, OffsetSpecification place) {
    Filling filling = new Filling(settings.credits());
    streams.environment().consumerBuilder().stream(settings.stream())
        .offset(place)
        .noTrackingStrategy()
        .flow()
        .strategy(filling)
        .builder()
        .messageHandler(filling)
        .listeners(this::listen)
        .build();
  }

  private void listen(Resource.Context context) {
    if (context.currentState() == Resource.State.RECOVERING
        || context.currentState() == Resource.State.CLOSED) {
      obstacle = "the connection broke, or the stream has moved or was deleted";
      delivered.add(Chunk.LAST);
    }
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  Ends ends() {
    return ends;
  }

  /** The next piece; null if none came before patience is over. */
  @Nullable Chunk next(long patienceNanos) throws InterruptedException {
    Chunk chunk = delivered.poll(patienceNanos, TimeUnit.NANOSECONDS);
    return chunk == Chunk.LAST ? null : chunk;
  }

  @Override
  public void close() {
    streams.close();
  }

  /** Fills pieces and hands them over; all in the one thread that the client has for it. */
  private final class Filling implements ConsumerFlowStrategy, MessageHandler {
    private final int credits;
    private @Nullable Chunk current;

    private Filling(int credits) {
      this.credits = credits;
    }

    @Override
    public int initialCredits() {
      return credits;
    }

    @Override
    public MessageProcessedCallback start(ConsumerFlowStrategy.Context context) {
      handOver();
      current = new Chunk(context, context.chunkId(), context.messageCount());
      // It is called for messages that were left out, being before the offset.
      return message -> passed(message.offset());
    }

    @Override
    public void handle(MessageHandler.Context context, Message message) {
      Chunk chunk = current;
      if (chunk != null && obstacle == null) {
        chunk.add((Found) message, context.offset());
        passed(context.offset());
      }
    }

    private void passed(long offset) {
      Chunk chunk = current;
      if (chunk != null && chunk.ends(offset)) {
        handOver();
      }
    }

    private void handOver() {
      Chunk chunk = current;
      current = null;
      if (chunk != null && obstacle == null) {
        delivered.add(chunk);
      }
    }
  }
}
