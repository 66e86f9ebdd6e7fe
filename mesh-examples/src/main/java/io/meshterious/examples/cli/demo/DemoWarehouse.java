// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.demo;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.examples.score.Score;
import io.meshterious.examples.score.ScoreReport;
import io.meshterious.ingest.Ingest;
import io.meshterious.ingest.IngestCounts;
import io.meshterious.ingest.IngestReport;
import io.meshterious.ingest.IngestState;
import io.meshterious.ingest.books.Books;
import io.meshterious.lake.CreationOptions;
import io.meshterious.lake.Lake;
import io.meshterious.producers.EventGenerator;
import io.meshterious.producers.Producer;
import io.meshterious.producers.ProducerBuilder;
import io.meshterious.producers.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The whole example warehouse, produced into queues and ingested into a lake at the same time,
 * table after table. Its events are the same each time.
 */
final class DemoWarehouse {
  /** The property of tables that a demo made; others of their names are not replaced. */
  private static final String MARK = "example.demo";

  private static final String FAULTS = "0.02";
  private static final double ORDERS_A_DAY = 3_000;
  private static final int WHOLE_TABLE = 20_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int END_SECONDS = 10;
  private static final int LOOK_MILLIS = 5;

  /** Events for each order, where there are not as many as orders. */
  private static final Map<String, Double> FOR_EACH_ORDER =
      Map.of(
          "dispatch_logs", 4.0,
          "inventory_movements", 4 / 3.0,
          "returns", 0.13,
          "restocks", 0.07,
          "order_errors", 0.05);

  private final DataContracts contracts;
  private final List<EventGenerator> generators = Plugins.load().all(EventGenerator.class);
  private final Lake lake;
  private final Way way;
  private final Score score;
  private final long orders;

  /** A table to be filled. */
  private record Fed(DataContract contract, Table table) {
    /** The table in the lake: the namespace is the first part of the contract's id. */
    String name() {
      String id = contract.id().orElseThrow();
      return id.substring(0, Math.max(0, id.indexOf('.') < 0 ? id.length() : id.indexOf('.')))
          + "."
          + table.name();
    }

    boolean hasEvents() {
      return table.hints().kind().filter(TableHints.Kind.EVENT::equals).isPresent();
    }

    double forEachOrder() {
      return FOR_EACH_ORDER.getOrDefault(table.name(), 1.0);
    }
  }

  /** What came of all tables. */
  record Result(
      List<IngestReport> tables, Duration took, List<String> problems, ScoreReport score) {
    IngestCounts counts() {
      return tables.stream()
          .map(IngestReport::counts)
          .reduce(IngestCounts.NONE, IngestCounts::plus);
    }

    boolean good() {
      return problems.isEmpty() && score.perfect();
    }
  }

  /**
   * A warehouse of so many events, or a few more.
   *
   * @param lake gets the tables
   * @param way has the queues
   */
  DemoWarehouse(DataContracts contracts, Lake lake, Way way, long events) {
    this.contracts = contracts;
    this.lake = lake;
    this.way = way;
    this.score = new Score(lake, Optional.of("warehouse"));
    double perOrder = tables().stream().filter(Fed::hasEvents).mapToDouble(Fed::forEachOrder).sum();
    this.orders = Math.max(1, Math.round(events / perOrder));
  }

  /** All tables but those of contracts whose tables are all made from events. */
  private List<Fed> tables() {
    return contracts.all().stream()
        .filter(it -> !it.tables().stream().allMatch(DemoWarehouse::isFact))
        .flatMap(it -> it.tables().stream().map(table -> new Fed(it, table)))
        .toList();
  }

  private static boolean isFact(Table table) {
    return table.hints().kind().filter(TableHints.Kind.FACT::equals).isPresent();
  }

  /** Makes the tables in place of those of an earlier demo, and fills them. */
  Result run() throws InterruptedException {
    List<Fed> tables = tables();
    tables.forEach(this::make);
    List<String> queues = tables.stream().map(it -> way.queue(it.name())).toList();
    ExecutorService producing = threads("mesh-demo-producer", 1);
    ExecutorService ingesting = threads("mesh-demo-ingest", way.together());
    try {
      long begin = System.nanoTime();
      List<Future<IngestReport>> ingested = new ArrayList<>();
      for (int i = 0; i < tables.size(); i++) {
        Fed table = tables.get(i);
        String queue = queues.get(i);
        Future<Long> produced = producing.submit(() -> builder(table, queue).run().sent());
        ingested.add(ingesting.submit(() -> ingest(table, queue, produced)));
      }
      List<IngestReport> reports = new ArrayList<>();
      for (Future<IngestReport> one : ingested) {
        reports.add(result(one));
      }
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      return new Result(reports, took, problems(reports), score.report());
    } finally {
      end(producing);
      end(ingesting);
    }
  }

  private static ExecutorService threads(String name, int count) {
    return Executors.newFixedThreadPool(
        count,
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Ends what is going on, so that nothing comes into a lake or a queue any more. */
  private static void end(ExecutorService threads) throws InterruptedException {
    threads.shutdownNow();
    boolean interrupted = Thread.interrupted();
    boolean unused = threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    if (interrupted) {
      throw new InterruptedException();
    }
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void make(Fed table) {
    String name = table.name();
    if (lake.exists(name) && lake.table(name).properties().containsKey(MARK)) {
      lake.purge(name);
      if (lake.exists(name + "__rejects")) {
        lake.purge(name + "__rejects");
      }
    }
    lake.create(
        table.contract(),
        table.table().name(),
        name,
        CreationOptions.defaults().withProperties(Map.of(MARK, "true")));
  }

  private ProducerBuilder builder(Fed table, String queue) {
    ProducerBuilder builder =
        Producer.of(contracts, table.contract().id().orElseThrow())
            .table(table.table().name())
            .generators(generators)
            .to(queue);
    if (!table.hasEvents()) {
      return builder.burst(WHOLE_TABLE);
    }
    return builder
        .rowsADay(ORDERS_A_DAY)
        .burst(Math.max(1, Math.round(orders * table.forEachOrder())))
        .faults(FaultPlan.parse(FAULTS))
        .truth(score);
  }

  private IngestReport ingest(Fed table, String queue, Future<Long> produced)
      throws InterruptedException {
    try (Ingest ingest =
        Ingest.named(table.name().replace('.', '-'))
            .from(queue)
            .contract(table.contract(), table.table().name())
            .into(lake, table.name())
            .start()) {
      while (!produced.isDone() && ingest.status().state() != IngestState.STOPPED) {
        Thread.sleep(LOOK_MILLIS);
      }
      if (produced.isDone()) {
        result(produced);
      }
      // Of a pipeline that broke down, this says why.
      if (!ingest.awaitDrained(PATIENCE)) {
        throw new IllegalStateException("Not drained: " + ingest.status());
      }
      return ingest.stop();
    }
  }

  private List<String> problems(List<IngestReport> reports) {
    return reports.stream()
        .flatMap(
            it ->
                Books.audit(lake, it.table()).problems().stream()
                    .map(problem -> it.table() + ": " + problem))
        .toList();
  }
}
