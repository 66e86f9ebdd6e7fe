// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Work that leaves nothing behind, also when the process is told to end: its thread is interrupted
 * then, and the process waits until this is closed.
 */
final class Tidying implements AutoCloseable {
  private static final int LIMIT_SECONDS = 30;

  private final Thread worker = Thread.currentThread();
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "tidy-up");
  private volatile boolean ending;

  private Tidying() {}

  /** Begins work of this thread. */
  static Tidying begin() {
    Tidying tidying = new Tidying();
    Runtime.getRuntime().addShutdownHook(tidying.hook);
    return tidying;
  }

  /** Whether the process was told to end. */
  boolean ending() {
    return ending;
  }

  private void end() {
    ending = true;
    worker.interrupt();
    try {
      boolean unused = done.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** All is tidy. */
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endsAlready) {
      // The hook does its work.
    }
  }
}
