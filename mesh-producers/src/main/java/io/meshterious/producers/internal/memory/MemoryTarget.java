// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.memory;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import io.meshterious.core.event.MemoryQueue;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.target.EventTarget;
import java.time.Duration;

/** A queue in memory. An event in it is settled. */
final class MemoryTarget implements EventTarget {
  private static final Duration GLANCE = Duration.ofMillis(100);

  private final String name;
  private final MemoryQueue queue;
  private volatile long settled;
  private volatile boolean waiting;
  private volatile boolean closed;

  MemoryTarget(String name, MemoryQueue queue) {
    this.name = name;
    this.queue = queue;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread sends; others only read.
  public void send(Event event) throws InterruptedException {
    check();
    if (!queue.offer(event, Duration.ZERO)) {
      waiting = true;
      try {
        while (!queue.offer(event, GLANCE)) {
          check();
        }
      } finally {
        waiting = false;
      }
    }
    settled++;
  }

  private void check() {
    if (closed) {
      throw new MeshException(
          ProducerError.TARGET_FAILED,
          "Cannot send events to the queue '" + name + "': the target is closed");
    }
  }

  @Override
  public void flush() {
    check();
  }

  @Override
  public long settled() {
    return settled;
  }

  @Override
  public String state() {
    return waiting ? "the queue '" + name + "' is full: " + queue.capacity() + " events" : "";
  }

  @Override
  public void close() {
    closed = true;
  }
}
