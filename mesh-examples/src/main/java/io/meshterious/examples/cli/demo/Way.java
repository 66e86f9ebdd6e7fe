// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.demo;

import io.meshterious.core.event.MemoryQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What events go through between producers and pipelines: a queue for each table. */
interface Way extends AutoCloseable {
  /** The queue of a table, as the URI of a target and of a source. */
  String queue(String table);

  /** How many tables are filled at the same time. */
  int together();

  /** What it is, for people. */
  String shown();

  /** Removes the queues. */
  @Override
  void close();

  /** The beginning of names that nobody else has. */
  static String unusedPrefix() {
    return "mesh-demo-" + UUID.randomUUID() + "-";
  }

  /** Through memory. */
  static Way memory() {
    return new Memory(unusedPrefix(), new TreeSet<>());
  }

  /**
   * Queues in memory.
   *
   * @param used the queues that were asked for
   */
  record Memory(String prefix, Set<String> used) implements Way {
    @Override
    public String queue(String table) {
      used.add(prefix + table);
      return "memory:" + prefix + table;
    }

    @Override
    public int together() {
      return 1;
    }

    @Override
    public String shown() {
      return "memory";
    }

    @Override
    public void close() {
      used.forEach(MemoryQueue::forget);
    }
  }
}
