// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import io.meshterious.core.contract.DataContract;
import io.meshterious.ingest.internal.run.Pipeline;
import io.meshterious.lake.Lake;
import java.time.Duration;

/**
 * A pipeline from where events come to a table: it reads them, holds them against their contract,
 * recognises those that came before, and commits them. Nothing is acknowledged before the snapshot
 * that has it is committed, and every commit accounts for all that was received.
 *
 * <pre>{@code
 * try (Lake lake = Lake.open(Path.of("warehouse"));
 *     Ingest ingest =
 *         Ingest.named("orders-north")
 *             .from("amqp://localhost/?queue=orders.north")
 *             .contract(DataContract.load(Path.of("orders.odcs.yaml")))
 *             .into(lake, "raw.orders")
 *             .start()) {
 *   ingest.awaitDrained(Duration.ofMinutes(1));
 * }
 * }</pre>
 *
 * <p>Events of several kinds that come the same way are divided among tables:
 *
 * <pre>{@code
 * Ingest.named("shop")
 *     .from("amqp://localhost/?queue=shop")
 *     .byType(Route.of(orders).into("raw.orders"), Route.of(returns).into("raw.returns"))
 *     .into(lake)
 *     .start()
 * }</pre>
 *
 * <p>It runs in threads of its own until it is closed. Safe for use by several threads.
 */
public final class Ingest implements AutoCloseable {
  private final Pipeline pipeline;

  Ingest(Pipeline pipeline) {
    this.pipeline = pipeline;
    pipeline.start();
  }

  /** What a pipeline with a name needs next. */
  public interface Named {
    /**
     * Says where events come from.
     *
     * @param uri such as {@code amqp://localhost/?queue=orders}, {@code memory:orders}, or the path
     *     of a file or folder; <code>{name}</code> in it stands for the pipeline's name
     */
    Sourced from(String uri);
  }

  /** What a pipeline with a source needs next. */
  public interface Sourced {
    /** Adds a source: events of all of them go the same way. */
    Sourced from(String uri);

    /** Says what the events are, by a contract that describes one table. */
    Contracted contract(DataContract contract);

    /**
     * Says what the events are.
     *
     * @param table the name of the table in the contract that describes them
     */
    Contracted contract(DataContract contract, String table);

    /**
     * Says that events go into several tables, by the type that their messages state: in AMQP, the
     * property {@code type}. Events of other types are rejected by the first table.
     *
     * @param routes the tables; the first has where sources go on, and must stay the first
     */
    Routed byType(Route... routes);

    /**
     * Says that events go into several tables, by what they have in a field. Events with another
     * value, or without one, are rejected by the first table.
     *
     * @param field the name of a field of the event itself, not of an object in it. A text counts
     *     without its quotes, a number, true and false as they are written
     * @param routes the tables; the first has where sources go on, and must stay the first
     */
    Routed byField(String field, Route... routes);
  }

  /** What a pipeline with routes needs next. */
  public interface Routed {
    /** Says where the tables are. */
    IngestBuilder into(Lake lake);
  }

  /** What a pipeline with a contract needs next. */
  public interface Contracted {
    /** Says which table they go into: that of the contract, under the name it has there. */
    IngestBuilder into(Lake lake);

    /**
     * Says which table they go into.
     *
     * @param table its name in the lake, such as {@code raw.orders}; made from the contract if it
     *     is not there
     */
    IngestBuilder into(Lake lake, String table);
  }

  /**
   * Begins a pipeline.
   *
   * @param name what it is called in commits, logs and connections: letters, digits, dashes and
   *     underscores. Processes that share its work have the same; two that read the same source for
   *     different tables, too
   */
  public static Named named(String name) {
    return new IngestSteps(name);
  }

  /** How it is at the moment. */
  public IngestStatus status() {
    return pipeline.status();
  }

  /**
   * Waits until all that its sources have at the moment is committed.
   *
   * @return whether that was so before the patience ended
   * @throws io.meshterious.core.error.MeshException when the pipeline has ended because something
   *     failed
   */
  public boolean awaitDrained(Duration patience) throws InterruptedException {
    return pipeline.awaitDrained(patience);
  }

  /** Stops reading; what was read is committed. */
  public void pause() {
    pipeline.pause();
  }

  /** Goes on reading, also when too many events had been rejected. */
  public void resume() {
    pipeline.resume();
  }

  /**
   * Ends the pipeline: what was read is committed if that is possible now, and given back if not.
   *
   * @return what it did
   * @throws io.meshterious.core.error.MeshException when it has ended because something failed
   */
  public IngestReport stop() {
    IngestReport report = pipeline.stop();
    pipeline.throwFailure();
    return report;
  }

  /** Ends the pipeline, as {@link #stop} does, without throwing why it ended. */
  @Override
  public void close() {
    pipeline.stop();
  }
}
