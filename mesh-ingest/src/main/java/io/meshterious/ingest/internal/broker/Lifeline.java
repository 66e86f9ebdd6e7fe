// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.broker;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.MeshException;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.rabbitmq.Backoff;
import io.meshterious.rabbitmq.BrokerAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The way to a broker: one session at a time, and a new one when it breaks. The new one is made in
 * a thread of its own, so that who reads can do other things meanwhile; it is begun only when who
 * reads asks for a session, and so gives up the broken one.
 *
 * @param <S> the sessions
 */
public final class Lifeline<S extends Session> implements AutoCloseable {
  /**
   * Makes sessions.
   *
   * @param <S> the sessions
   */
  @FunctionalInterface
  public interface Connector<S> {
    /**
     * Connects, and makes sure that there is something to read.
     *
     * @throws MeshException when that cannot be, saying why
     */
    S connect() throws InterruptedException;
  }

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /**
   * How often in a row connecting may fail for a reason that looks final. A broker that starts up
   * may say for a moment that something does not exist.
   */
  private static final int FINAL_FAILURES = 5;

  private final BrokerAddress address;
  private final Connector<S> connector;

  // What follows is guarded by the lock.
  private final Object lock = new Object();
  private final Backoff backoff =
      new Backoff(RandomGenerator.getDefault(), FIRST_PAUSE, LONGEST_PAUSE);
  private @Nullable S session;
  private @Nullable Thread mending;
  private @Nullable MeshException failure;
  private String obstacle = "";
  private boolean closed;

  private Lifeline(BrokerAddress address, Connector<S> connector) {
    this.address = address;
    this.connector = connector;
  }

  /** Connects. */
  public static <S extends Session> Lifeline<S> open(
      BrokerAddress address, Connector<S> connector) {
    Lifeline<S> lifeline = new Lifeline<>(address, connector);
    try {
      lifeline.session = connector.connect();
      return lifeline;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw address.failure(SourceError.SOURCE_UNREACHABLE, "it was interrupted", interrupted);
    }
  }

  /**
   * A session that is not broken, if there is one before patience is over.
   *
   * @throws MeshException when there will be none
   */
  public @Nullable S await(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (lock) {
      while (true) {
        if (closed) {
          throw closed();
        } else if (failure != null) {
          throw failure;
        }
        S current = session;
        if (current != null && current.obstacle().isEmpty()) {
          return current;
        } else if (current != null) {
          obstacle = current.obstacle().orElse("");
          session = null;
          mend(current);
        }
        long left = end - System.nanoTime();
        if (left <= 0) {
          return null;
        }
        TimeUnit.NANOSECONDS.timedWait(lock, left);
      }
    }
  }

  private MeshException closed() {
    return new MeshException(
        SourceError.SOURCE_FAILED, "Cannot read from '" + address + "': it is closed");
  }

  private void mend(S broken) {
    Thread thread =
        new Thread(
            () -> {
              broken.close();
              try {
                connectAgain();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            },
            "mend-" + address.hostAndPort());
    thread.setDaemon(true);
    mending = thread;
    thread.start();
  }

  /** Connects, however long that takes, unless it fails for good. */
  private void connectAgain() throws InterruptedException {
    int finalFailures = 0;
    while (true) {
      rest();
      try {
        S made = connector.connect();
        if (take(made)) {
          return;
        }
        made.close();
        return;
      } catch (MeshException problem) {
        finalFailures = problem.category() == ErrorCategory.TRANSIENT ? 0 : finalFailures + 1;
        if (missed(problem, finalFailures == FINAL_FAILURES)) {
          return;
        }
      } catch (RuntimeException | Error problem) {
        missed(new MeshException(SourceError.SOURCE_FAILED, unexpected(problem), problem), true);
        return;
      }
    }
  }

  private String unexpected(Throwable problem) {
    return "Cannot read from '" + address + "': " + problem;
  }

  private void rest() throws InterruptedException {
    long millis;
    synchronized (lock) {
      millis = backoff.nextMillis();
    }
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  private boolean take(S made) {
    synchronized (lock) {
      if (closed) {
        return false;
      }
      session = made;
      obstacle = "";
      mending = null;
      lock.notifyAll();
      return true;
    }
  }

  private boolean missed(MeshException problem, boolean last) {
    synchronized (lock) {
      obstacle = String.valueOf(problem.getMessage());
      if (last) {
        failure = problem;
        lock.notifyAll();
      }
      return last || closed;
    }
  }

  /** Events came: the next pause is a short one again. */
  public void healthy() {
    synchronized (lock) {
      backoff.reset();
    }
  }

  /** The session there is, broken or not; null while a new one is made. */
  public @Nullable S session() {
    synchronized (lock) {
      return session;
    }
  }

  /** What keeps it from reading at the moment; empty when nothing does. */
  public String state() {
    synchronized (lock) {
      if (closed || failure != null) {
        return "";
      }
      String why =
          session == null ? obstacle : session.obstacle().filter(it -> !it.isEmpty()).orElse("");
      return session != null && session.obstacle().isEmpty()
          ? ""
          : "connecting again to " + address.hostAndPort() + (why.isEmpty() ? "" : ": " + why);
    }
  }

  @Override
  public void close() {
    S last;
    synchronized (lock) {
      closed = true;
      last = session;
      session = null;
      if (mending != null) {
        mending.interrupt();
      }
      lock.notifyAll();
    }
    if (last != null) {
      last.close();
    }
  }
}
