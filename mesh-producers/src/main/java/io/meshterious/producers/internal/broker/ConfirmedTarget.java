// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.TargetListener;
import io.meshterious.rabbitmq.Backoff;
import io.meshterious.rabbitmq.BrokerAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A target at a broker that confirms events. What is sent and not settled is in the window. When
 * the link breaks, the thread that sends or flushes makes a new one, and publishes first what is in
 * the window, in order; so there is one thread that publishes, and nothing can overtake.
 */
public final class ConfirmedTarget implements EventTarget {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /**
   * How often in a row connecting may fail for a reason that looks final. A broker that starts up
   * may say for a moment that something does not exist.
   */
  private static final int FINAL_FAILURES = 4;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BrokerAddress address;
  private final Connector connector;
  private final TargetListener listener;
  private final Backoff backoff =
      new Backoff(RandomGenerator.getDefault(), FIRST_PAUSE, LONGEST_PAUSE);

  // What follows is guarded by the lock.
  private final Object lock = new Object();
  private final Window window;
  private final int enough;
  private @Nullable Session session;
  private @Nullable MeshException failure;
  private String obstacle = "";
  private long waitingSince;
  private boolean waiting;
  private int wakeAt;
  private boolean closed;

  private long count;
  private volatile long settled;

  /** The position of the event that is being sent; of the thread that sends. */
  private long position;

  private ConfirmedTarget(
      BrokerAddress address, Connector connector, TargetListener listener, int capacity) {
    this.address = address;
    this.connector = connector;
    this.listener = listener;
    this.window = new Window(capacity);
    this.enough = capacity - Math.max(1, capacity / 4);
  }

  /**
   * Connects and opens a target.
   *
   * @param capacity how many events may be sent and not settled
   */
  public static ConfirmedTarget open(
      BrokerAddress address, Connector connector, TargetListener listener, int capacity) {
    ConfirmedTarget target = new ConfirmedTarget(address, connector, listener, capacity);
    try {
      target.connect();
      return target;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw address.failure(ProducerError.TARGET_UNREACHABLE, "it was interrupted", interrupted);
    }
  }

  @Override
  public void send(Event event) throws InterruptedException {
    Session ready = await(event);
    ready.publish(position, event);
  }

  @Override
  public void flush() throws InterruptedException {
    await(null);
  }

  /**
   * Waits for room and takes an event, or waits until nothing is left to settle; mends what is
   * broken.
   */
  private Session await(@Nullable Event event) throws InterruptedException {
    while (true) {
      synchronized (lock) {
        while (true) {
          check();
          Session current = session;
          boolean alive = current != null && !current.broken;
          if (event == null && window.size() == 0 && current != null) {
            return current;
          } else if (!alive || current == null) {
            break;
          } else if (event != null && current.takes() && !window.full()) {
            position = window.add(event);
            return current;
          }
          pause(event != null);
        }
      }
      mend();
    }
  }

  /**
   * Waits to be woken. It is not woken for each event that is settled: only when a good part of the
   * window is free, or all of it.
   */
  @SuppressWarnings("WaitNotInLoop") // Whoever calls looks again whether it may go on.
  private void pause(boolean room) throws InterruptedException {
    wakeAt = room ? enough : 0;
    waitingSince = System.nanoTime();
    waiting = true;
    try {
      lock.wait();
    } finally {
      waiting = false;
    }
  }

  private void check() {
    if (closed) {
      throw new MeshException(
          ProducerError.TARGET_FAILED, "Cannot send events to '" + address + "': it is closed");
    } else if (failure != null) {
      throw failure;
    }
  }

  /** Makes a new link, however long that takes, and publishes again what is not settled. */
  private void mend() throws InterruptedException {
    Session old;
    synchronized (lock) {
      old = session;
    }
    if (old != null) {
      old.end();
    }
    int finalFailures = 0;
    while (true) {
      rest();
      try {
        connect();
        publishAll();
        return;
      } catch (MeshException problem) {
        finalFailures = problem.category() == ErrorCategory.TRANSIENT ? 0 : finalFailures + 1;
        synchronized (lock) {
          obstacle = String.valueOf(problem.getMessage());
          if (finalFailures == FINAL_FAILURES) {
            failure = problem;
            throw problem;
          }
        }
      }
    }
  }

  private void rest() throws InterruptedException {
    synchronized (lock) {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoff.nextMillis());
      long left = end - System.nanoTime();
      while (left > 0) {
        check();
        TimeUnit.NANOSECONDS.timedWait(lock, left);
        left = end - System.nanoTime();
      }
      check();
    }
  }

  private void connect() throws InterruptedException {
    Session made = new Session();
    Link link = connector.connect(made);
    synchronized (lock) {
      if (!closed) {
        made.link = link;
        session = made;
        obstacle = "";
        return;
      }
    }
    link.close();
    synchronized (lock) {
      check();
    }
  }

  /** Publishes what is in the window over the new link, or else lets go of the link. */
  private void publishAll() throws InterruptedException {
    try {
      publishWindow();
    } catch (InterruptedException interrupted) {
      Session current;
      synchronized (lock) {
        current = session;
      }
      if (current != null) {
        current.end();
      }
      throw interrupted;
    }
  }

  /** Publishes what is in the window over the new link, until that breaks, too. */
  private void publishWindow() throws InterruptedException {
    long next;
    long end;
    synchronized (lock) {
      next = window.head();
      end = window.tail();
    }
    for (; next < end; next++) {
      Session current;
      Event event;
      synchronized (lock) {
        while (session != null && !session.broken && !session.takes()) {
          check();
          pause(true);
        }
        check();
        current = session;
        event = window.at(next);
      }
      if (current == null || current.broken) {
        return;
      } else if (event != null) {
        current.publish(next, event);
      }
    }
  }

  @Override
  public long settled() {
    return settled;
  }

  @Override
  public String state() {
    synchronized (lock) {
      Session current = session;
      if (closed || failure != null) {
        return "";
      } else if (current == null || current.broken) {
        return "connecting again to "
            + address.hostAndPort()
            + (obstacle.isEmpty() ? "" : ": " + obstacle)
            + held();
      } else if (!current.blocked.isEmpty()) {
        return "the broker takes no events for now: " + current.blocked + held();
      } else if (waiting && System.nanoTime() - waitingSince > PATIENCE_NANOS) {
        return "waiting for the broker to confirm" + held();
      }
      return "";
    }
  }

  private String held() {
    return " (" + (window.tail() - settled) + " events are not confirmed)";
  }

  @Override
  public void close() {
    Session current;
    synchronized (lock) {
      closed = true;
      current = session;
      lock.notifyAll();
    }
    if (current != null) {
      current.end();
    }
  }

  /** What one link says. Once it is broken, or another one is there, it is not listened to. */
  private final class Session implements LinkListener {
    private @Nullable Link link;
    private boolean broken;
    private boolean ended;
    private String blocked = "";
    private long returned;
    private final Map<Long, String> reasons = new HashMap<>();

    private boolean takes() {
      return blocked.isEmpty() && link != null && link.ready();
    }

    private void publish(long position, Event event) {
      Link to = link;
      if (to == null) {
        return;
      }
      try {
        to.publish(position, event);
      } catch (IOException | RuntimeException problem) {
        lost(String.valueOf(problem.getMessage()));
      }
    }

    private void end() {
      Link last;
      synchronized (lock) {
        last = ended ? null : link;
        ended = true;
        broken = true;
      }
      if (last != null) {
        last.close();
      }
    }

    private boolean ignored() {
      return broken || (session != null && session != this);
    }

    @Override
    public boolean awaits(long position) {
      synchronized (lock) {
        return !ignored() && window.at(position) != null;
      }
    }

    @Override
    public void confirmed(long position) {
      synchronized (lock) {
        if (!ignored()) {
          settle(position, "");
        }
      }
    }

    @Override
    public void confirmedUpTo(long position) {
      synchronized (lock) {
        while (!ignored() && window.head() <= position && window.size() > 0) {
          settle(window.head(), "");
        }
      }
    }

    @Override
    public void refused(long position, String why) {
      synchronized (lock) {
        if (!ignored()) {
          settle(position, why);
        }
      }
    }

    @Override
    public void refusedUpTo(long position, String why) {
      synchronized (lock) {
        while (!ignored() && window.head() <= position && window.size() > 0) {
          settle(window.head(), why);
        }
      }
    }

    /** Keeps in mind what came back: it is settled when the broker has confirmed that. */
    @Override
    public void returned(String id, byte[] body, String why) {
      synchronized (lock) {
        if (ignored()) {
          return;
        }
        long position = Math.max(returned, window.head());
        for (; position < window.tail(); position++) {
          Event event = window.at(position);
          if (event != null && event.id().equals(id) && Arrays.equals(event.body(), body)) {
            returned = position + 1;
            reasons.put(position, why);
            return;
          }
        }
      }
    }

    private void settle(long position, String why) {
      Event event = window.at(position);
      if (event == null) {
        return;
      }
      backoff.reset();
      String refusal =
          reasons.isEmpty() ? why : Objects.requireNonNullElse(reasons.remove(position), why);
      if (!refusal.isEmpty()) {
        tell(event, refusal);
      }
      window.settle(position);
      count();
      if (waiting && window.size() <= wakeAt) {
        lock.notifyAll();
      }
    }

    private void tell(Event event, String refusal) {
      try {
        listener.refused(event, refusal);
      } catch (RuntimeException problem) {
        fail(
            new MeshException(
                ProducerError.TARGET_FAILED,
                "Cannot go on sending to '" + address + "': the listener failed",
                problem));
      }
    }

    @Override
    public void ready() {
      synchronized (lock) {
        lock.notifyAll();
      }
    }

    @Override
    public void blocked(String why) {
      synchronized (lock) {
        blocked = why.isBlank() ? "it does not say why" : why;
      }
    }

    @Override
    public void unblocked() {
      synchronized (lock) {
        blocked = "";
        lock.notifyAll();
      }
    }

    @Override
    public void lost(String why) {
      synchronized (lock) {
        if (!broken) {
          obstacle = why;
          broken = true;
          lock.notifyAll();
        }
      }
    }

    @Override
    public void failed(MeshException why) {
      synchronized (lock) {
        if (!broken) {
          fail(why);
        }
      }
    }

    private void fail(MeshException why) {
      failure = why;
      broken = true;
      lock.notifyAll();
    }
  }

  private void count() {
    count++;
    settled = count;
  }
}
