// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What a thread has allocated since this was made. */
public final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long thread;
  private final long before;

  private Allocations(long thread) {
    this.thread = thread;
    this.before = THREADS.getThreadAllocatedBytes(thread);
  }

  /** Counts from now on, for the calling thread. */
  public static Allocations ofThisThread() {
    return new Allocations(Thread.currentThread().getId());
  }

  /** The bytes allocated so far. */
  public long bytes() {
    return THREADS.getThreadAllocatedBytes(thread) - before;
  }
}
