// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.internal.run.Findings;
import io.meshterious.producers.internal.run.Run;
import io.meshterious.producers.internal.run.Steps;
import io.meshterious.producers.target.EventTarget;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of a contract: generated ones, at a rate or as fast as they are taken, or those
 * of a file. Begin with {@link #of}.
 *
 * <pre>{@code
 * try (Producer producer =
 *     Producer.of(contracts, "warehouse.events.orders")
 *         .publisher("north")
 *         .rate(Rate.perSecond(500))
 *         .to("amqp://localhost/?queue=orders.north")
 *         .start()) {
 *   …
 *   System.out.println(producer.stop(Duration.ofSeconds(10)));
 * }
 * }</pre>
 */
public final class Producer implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final String name;
  private final OptionalLong rows;
  private final long fromRow;
  private final Run run;
  private final Steps steps;
  private final EventTarget target;
  private final Findings findings;
  private final long begun = System.nanoTime();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile long durationNanos = -1;
  private volatile @Nullable Throwable failure;

  Producer(
      String name, OptionalLong rows, Run run, Steps steps, EventTarget target, Findings findings) {
    this.name = name;
    this.rows = rows;
    this.fromRow = run.nextRow();
    this.run = run;
    this.steps = steps;
    this.target = target;
    this.findings = findings;
    this.thread = new Thread(this::work, "mesh-producer-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Begins a producer of a contract of one table; others may be referred to. */
  public static ProducerBuilder of(DataContracts contracts, String contractId) {
    return new ProducerBuilder(contracts, contractId);
  }

  /** Begins a producer of a contract that refers to others beside its file, or to none. */
  public static ProducerBuilder of(DataContract contract) {
    return new ProducerBuilder(contract);
  }

  private void work() {
    try (steps;
        target) {
      run.go();
    } catch (InterruptedException stopped) {
      // What is not settled by now is told in the report.
    } catch (RuntimeException | Error problem) {
      failure = problem;
    } finally {
      durationNanos = System.nanoTime() - begun;
      ended.countDown();
    }
  }

  /** How far it has come. */
  public ProducerStatus status() {
    boolean running = ended.getCount() > 0;
    long refused = findings.refusals().count();
    return new ProducerStatus(
        name,
        run.nextRow(),
        run.sent(),
        Math.max(0, target.settled() - refused),
        refused,
        rows,
        elapsed(),
        running ? target.state() : "",
        running);
  }

  private Duration elapsed() {
    long nanos = durationNanos;
    return Duration.ofNanos(nanos < 0 ? System.nanoTime() - begun : nanos);
  }

  /**
   * Waits until everything is sent and settled.
   *
   * @throws MeshException when it had to end before
   */
  public ProducerReport await() throws InterruptedException {
    ended.await();
    return outcome();
  }

  /** Waits so long at most; whether everything is sent and settled. */
  public boolean await(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Sends no more, waits until what was sent is settled, and gives up what is not after a time.
   *
   * @throws MeshException when it had to end before
   */
  public ProducerReport stop(Duration grace) {
    end(grace);
    return outcome();
  }

  private void end(Duration grace) {
    run.stop();
    boolean interrupted = false;
    try {
      if (!ended.await(grace.toNanos(), TimeUnit.NANOSECONDS)) {
        thread.interrupt();
      }
    } catch (InterruptedException impatient) {
      interrupted = true;
      thread.interrupt();
    }
    while (ended.getCount() > 0) {
      try {
        ended.await();
      } catch (InterruptedException impatient) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private ProducerReport outcome() {
    Throwable problem = failure;
    if (problem instanceof RuntimeException known) {
      throw known;
    } else if (problem instanceof Error broken) {
      throw broken;
    }
    return report();
  }

  /** What came of it so far. */
  public ProducerReport report() {
    ProducerStatus status = status();
    return new ProducerReport(
        name,
        fromRow,
        status.nextRow(),
        status.sent(),
        status.confirmed(),
        status.refused(),
        findings.refusals().first(),
        findings.faults().counts(),
        findings.problems().count(),
        findings.problems().first(),
        status.elapsed());
  }

  /** Stops it; gives up after ten seconds what is not settled. */
  @Override
  public void close() {
    end(GRACE);
  }
}
