// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose bytes are written by a thread of its own, all at once that came while it wrote the
 * ones before. The client flushes after each event; this makes one call of the system of what would
 * be a hundred, and lets who publishes go on, or give way to an interrupt, while the network stands
 * still.
 */
final class GatheringOutput extends OutputStream {
  /** From here on {@link #ready()} says no. */
  private static final int ENOUGH_BYTES = 256 * 1024;

  /** Buffers that grew beyond this for a large event are not kept. */
  private static final int LARGE_BYTES = 4 * ENOUGH_BYTES;

  private final OutputStream out;
  private final Runnable whenReady;
  private byte[] filling = new byte[ENOUGH_BYTES];
  private byte[] writing = new byte[ENOUGH_BYTES];
  private int length;
  private boolean flushed;
  private boolean crowded;
  private boolean closed;
  private @Nullable IOException failure;

  /**
   * A stream before another one.
   *
   * @param whenReady is run when {@link #ready()} says yes after it has said no
   */
  GatheringOutput(OutputStream out, Runnable whenReady, String name) {
    this.out = out;
    this.whenReady = whenReady;
    Thread thread = new Thread(this::writeAll, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether there is room for another event, so that nobody has to wait in {@link #write}. */
  synchronized boolean ready() {
    crowded = length >= ENOUGH_BYTES;
    return !crowded;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
    check();
    if (filling.length - length < count) {
      filling = Arrays.copyOf(filling, Math.max(filling.length * 2, length + count));
    }
    System.arraycopy(bytes, offset, filling, length, count);
    length += count;
  }

  @Override
  public synchronized void flush() throws IOException {
    check();
    if (length > 0 && !flushed) {
      flushed = true;
      notifyAll();
    }
  }

  private void check() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    } else if (closed) {
      throw new IOException("closed");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void writeAll() {
    try {
      while (true) {
        int count = take();
        if (count == 0) {
          return;
        }
        out.write(writing, 0, count);
        out.flush();
      }
    } catch (IOException problem) {
      synchronized (this) {
        failure = problem;
      }
    }
  }

  /** Waits for bytes and takes them all; 0 when there will be no more. */
  private int take() throws IOException {
    boolean nowReady;
    int count;
    synchronized (this) {
      while (!flushed && !closed) {
        try {
          wait();
        } catch (InterruptedException interrupted) {
          throw new InterruptedIOException("interrupted");
        }
      }
      byte[] full = filling;
      filling = writing.length > LARGE_BYTES ? new byte[ENOUGH_BYTES] : writing;
      writing = full;
      count = length;
      length = 0;
      flushed = false;
      nowReady = crowded;
      crowded = false;
    }
    if (nowReady) {
      whenReady.run();
    }
    return count;
  }
}
