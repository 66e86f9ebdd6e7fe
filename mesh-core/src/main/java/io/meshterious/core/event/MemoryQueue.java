// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Events between two parts of one JVM, first in, first out, with room for a limited number. Any
 * number of threads may add and take.
 *
 * <p>{@link #named} is how two parts that do not know each other meet: a name stands for the same
 * queue everywhere in the JVM, until it is {@link #forget forgotten}.
 */
public final class MemoryQueue {
  /** The room of a queue whose maker does not say how much it should have. */
  public static final int DEFAULT_CAPACITY = 100_000;

  private static final Map<String, MemoryQueue> NAMED = new ConcurrentHashMap<>();

  private final int capacity;
  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Condition notFull = lock.newCondition();

  /**
   * An empty queue without a name.
   *
   * @param capacity how many events it has room for, at least 1
   */
  public MemoryQueue(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("Invalid capacity: " + capacity + " (at least 1)");
    }
    this.capacity = capacity;
  }

  /** The queue of that name, made with room for {@value #DEFAULT_CAPACITY} events if it is new. */
  public static MemoryQueue named(String name) {
    return NAMED.computeIfAbsent(name, unused -> new MemoryQueue(DEFAULT_CAPACITY));
  }

  /**
   * The queue of that name, made if it is new. One that there is keeps the capacity it was made
   * with.
   */
  public static MemoryQueue named(String name, int capacity) {
    return NAMED.computeIfAbsent(name, unused -> new MemoryQueue(capacity));
  }

  /** Lets a name stand for a new queue from now on. Who has the old one may go on using it. */
  public static void forget(String name) {
    NAMED.remove(name);
  }

  /** How many events it has room for. */
  public int capacity() {
    return capacity;
  }

  /** How many events are in it. */
  public int size() {
    lock.lock();
    try {
      return events.size();
    } finally {
      lock.unlock();
    }
  }

  /** Adds an event; waits while there is no room. */
  public void put(Event event) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (events.size() >= capacity) {
        notFull.await();
      }
      add(event);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds an event, if there is room within that time.
   *
   * @return whether it was added
   */
  public boolean offer(Event event, Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (events.size() >= capacity) {
        if (nanos <= 0) {
          return false;
        }
        nanos = notFull.awaitNanos(nanos);
      }
      add(event);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void add(Event event) {
    events.addLast(event);
    notEmpty.signal();
  }

  /** Takes the oldest event; waits while there is none. */
  public Event take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (events.isEmpty()) {
        notEmpty.await();
      }
      Event oldest = events.removeFirst();
      notFull.signal();
      return oldest;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the oldest event; empty when none came within that time. */
  public Optional<Event> poll(Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (events.isEmpty()) {
        if (nanos <= 0) {
          return Optional.empty();
        }
        nanos = notEmpty.awaitNanos(nanos);
      }
      Event oldest = events.removeFirst();
      notFull.signal();
      return Optional.of(oldest);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the oldest events there are, without waiting.
   *
   * @param into gets them, the oldest first
   * @param most how many at most
   * @return how many
   */
  public int drainTo(Collection<? super Event> into, int most) {
    lock.lock();
    try {
      int count = Math.min(Math.max(most, 0), events.size());
      for (int i = 0; i < count; i++) {
        into.add(events.removeFirst());
      }
      if (count > 0) {
        notFull.signalAll();
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts events back that were taken, in front of all others: the first of them is taken next.
   * There is always room for them, so that the queue may hold more than its capacity for a while.
   *
   * @param taken the events, the oldest first
   */
  public void putBack(List<? extends Event> taken) {
    lock.lock();
    try {
      for (int i = taken.size() - 1; i >= 0; i--) {
        events.addFirst(taken.get(i));
      }
      notEmpty.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Throws away all events that are in it. */
  public void clear() {
    lock.lock();
    try {
      events.clear();
      notFull.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
