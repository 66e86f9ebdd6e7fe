// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.deadletter.DeadLetter;
import io.meshterious.ingest.deadletter.DeadLetterError;
import io.meshterious.ingest.deadletter.DeadLetterTarget;
import io.meshterious.rabbitmq.ConnectFailure;
import io.meshterious.rabbitmq.Deadline;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes rejected events, a few at a time, and waits until the broker has confirmed each. Of a
 * new connection the first event goes alone: a broker that takes none says so then.
 */
final class RabbitLetters implements DeadLetterTarget {
  private static final int AT_ONCE = 64;
  private static final long BYTES_AT_ONCE = 256 << 10;
  private static final int CONFIRM_MILLIS = 10_000;
  private static final int CLOSE_MILLIS = 1_000;

  private final LetterSettings settings;
  private final String name;
  private final ConcurrentLinkedQueue<Return> returned = new ConcurrentLinkedQueue<>();
  private @Nullable Connection connection;
  private @Nullable Channel channel;
  private boolean proven;

  RabbitLetters(LetterSettings settings, String name) {
    this.settings = settings;
    this.name = name;
  }

  @Override
  public void publish(List<DeadLetter> letters) {
    boolean done = false;
    try {
      Channel open = open();
      int next = 0;
      while (next < letters.size()) {
        next = publishSome(open, letters, next);
      }
      done = true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unreachable("it was interrupted");
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private Channel open() throws InterruptedException {
    Channel there = channel;
    if (there != null && there.isOpen()) {
      return there;
    }
    close();
    Channel made =
        Deadline.connect(
            settings.broker().address(),
            settings.broker().connectTimeout(),
            this::connect,
            late -> late.getConnection().abort(CLOSE_MILLIS));
    connection = made.getConnection();
    channel = made;
    return made;
  }

  private Channel connect(Runnable answered) {
    ConnectFailure failure = new ConnectFailure(settings.broker());
    Connection made;
    try {
      made = settings.broker().factory(Optional.empty()).newConnection(name);
    } catch (IOException | TimeoutException | GeneralSecurityException problem) {
      throw failure.of(problem);
    }
    answered.run();
    try {
      Channel opened = made.createChannel();
      settings.prepare(opened);
      opened.confirmSelect();
      opened.addReturnListener(returned::add);
      return opened;
    } catch (IOException | RuntimeException problem) {
      made.abort(CLOSE_MILLIS);
      throw failure.toPrepare(settings.toString(), problem);
    }
  }

  /** Publishes events from one on, and waits for them; the next one after them. */
  private int publishSome(Channel open, List<DeadLetter> letters, int from)
      throws InterruptedException {
    int most = proven ? AT_ONCE : 1;
    int next = from;
    returned.clear();
    try {
      long bytes = 0;
      while (next < letters.size() && next - from < most && bytes < BYTES_AT_ONCE) {
        DeadLetter letter = letters.get(next);
        open.basicPublish(
            settings.exchange(),
            settings.routingKey(letter),
            settings.mandatory(),
            LetterProperties.of(letter),
            letter.body());
        bytes += letter.body().length;
        next++;
      }
      if (!open.waitForConfirms(CONFIRM_MILLIS)) {
        throw unreachable("the broker refused one: a queue is full, or failed");
      }
    } catch (TimeoutException late) {
      throw unreachable(
          "the broker has not confirmed one within "
              + CONFIRM_MILLIS / 1_000
              + " s; it may take none at the moment");
    } catch (IOException | ShutdownSignalException broken) {
      throw broken(open, broken);
    }
    checkReturned();
    proven = true;
    return next;
  }

  private void checkReturned() {
    Return first = returned.peek();
    if (first != null) {
      throw settings.failure(
          DeadLetterError.DEAD_LETTER_REFUSED,
          "no queue takes those with routing key '"
              + first.getRoutingKey()
              + "' ("
              + first.getReplyText()
              + "); bind one, or let them vanish with mandatory=false");
    }
  }

  private MeshException broken(Channel open, Exception problem) {
    ShutdownSignalException reason = open.getCloseReason();
    if (reason != null && reason.getReason() instanceof AMQP.Channel.Close close) {
      boolean tooLarge = close.getReplyText().contains("larger than");
      return tooLarge
          ? settings.failure(DeadLetterError.DEAD_LETTER_REFUSED, close.getReplyText())
          : new ConnectFailure(settings.broker()).toPrepare(settings.toString(), reason);
    }
    boolean old = problem instanceof AlreadyClosedException;
    return unreachable("the connection broke" + (old ? "" : ": " + problem.getMessage()));
  }

  private MeshException unreachable(String why) {
    return settings.failure(DeadLetterError.DEAD_LETTERS_UNREACHABLE, why);
  }

  @Override
  public void close() {
    Connection there = connection;
    connection = null;
    channel = null;
    proven = false;
    if (there != null) {
      there.abort(CLOSE_MILLIS);
    }
  }
}
