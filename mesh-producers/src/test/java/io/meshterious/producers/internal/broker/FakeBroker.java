// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/** A broker that does what a test wants, and writes down what it was given. */
final class FakeBroker implements Connector {
  /** What was published over one link. */
  static final class FakeLink implements Link {
    final List<Long> positions = new ArrayList<>();
    final LinkListener listener;
    volatile boolean closed;
    volatile boolean ready = true;
    volatile boolean broken;
    private final boolean confirming;

    FakeLink(LinkListener listener, boolean confirming) {
      this.listener = listener;
      this.confirming = confirming;
    }

    @Override
    public void publish(long position, Event event) throws IOException {
      if (broken) {
        throw new IOException("broken");
      }
      synchronized (positions) {
        positions.add(position);
        positions.notifyAll();
      }
      if (confirming) {
        listener.confirmed(position);
      }
    }

    @Override
    public boolean ready() {
      return ready;
    }

    @Override
    public void close() {
      closed = true;
    }

    /** Waits until so many events were published. */
    List<Long> await(int count) throws InterruptedException {
      synchronized (positions) {
        while (positions.size() < count) {
          positions.wait();
        }
        return List.copyOf(positions);
      }
    }
  }

  final LinkedBlockingQueue<FakeLink> links = new LinkedBlockingQueue<>();
  final List<MeshException> refusals = new ArrayList<>();
  volatile boolean confirming;

  @Override
  public Link connect(LinkListener listener) {
    synchronized (refusals) {
      if (!refusals.isEmpty()) {
        throw refusals.remove(0);
      }
    }
    FakeLink link = new FakeLink(listener, confirming);
    links.add(link);
    return link;
  }
}
