// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.produce;

import io.meshterious.examples.cli.Output;
import io.meshterious.producers.Producer;
import io.meshterious.producers.ProducerBuilder;
import io.meshterious.producers.ProducerReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs producers and shows how far they came. When the process is told to end, they are stopped
 * gracefully, and what came of them is told all the same.
 */
final class Runs {
  private static final Duration SHOWN_EVERY = Duration.ofMillis(200);

  private final Output output;
  private final Consumer<List<ProducerReport>> listener;
  private final List<Producer> producers = new ArrayList<>();
  private boolean stopped;
  private boolean told;

  /** Runs that tell in the end what came of them. */
  Runs(Output output, Consumer<List<ProducerReport>> listener) {
    this.output = output;
    this.listener = listener;
  }

  /**
   * Runs producers to their end.
   *
   * @param together all at the same time, not one after the other
   */
  List<ProducerReport> run(List<ProducerBuilder> builders, boolean together)
      throws InterruptedException {
    Thread hook = new Thread(this::stop, "stop-producers");
    Runtime.getRuntime().addShutdownHook(hook);
    ProgressLine line = new ProgressLine(output.err());
    try {
      for (ProducerBuilder builder : builders) {
        Producer producer = start(builder);
        if (producer != null && !together) {
          watch(producer, line);
        }
      }
      for (Producer producer : all()) {
        watch(producer, line);
      }
      line.clear();
      return tell();
    } finally {
      line.clear();
      all().forEach(Producer::close);
      removeUnlessItRuns(hook);
    }
  }

  private synchronized @Nullable Producer start(ProducerBuilder builder) {
    if (stopped) {
      return null;
    }
    Producer producer = builder.start();
    producers.add(producer);
    return producer;
  }

  private synchronized List<Producer> all() {
    return List.copyOf(producers);
  }

  private void watch(Producer producer, ProgressLine line) throws InterruptedException {
    while (!producer.await(SHOWN_EVERY)) {
      if (output.progress()) {
        line.show(all().stream().map(Producer::status).toList());
      }
    }
    producer.await();
  }

  private void stop() {
    synchronized (this) {
      stopped = true;
    }
    all().forEach(Producer::close);
    tell();
  }

  private synchronized List<ProducerReport> tell() {
    List<ProducerReport> reports = producers.stream().map(Producer::report).toList();
    if (!told) {
      told = true;
      listener.accept(reports);
      output.out().flush();
      output.err().flush();
    }
    return reports;
  }

  private static void removeUnlessItRuns(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException endsAlready) {
      // The hook does its work.
    }
  }
}
