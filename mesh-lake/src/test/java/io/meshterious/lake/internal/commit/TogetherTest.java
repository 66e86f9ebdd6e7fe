// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit;

import static io.meshterious.lake.internal.commit.TestFiles.SCHEMA;
import static io.meshterious.lake.internal.commit.TestFiles.ids;
import static io.meshterious.lake.internal.commit.TestFiles.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshterious.lake.TableName;
import io.meshterious.lake.commit.CommitError;
import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.commit.CommitOutcome;
import io.meshterious.lake.commit.CommitOutcome.Committed;
import io.meshterious.lake.commit.CommitOutcome.Refused;
import io.meshterious.lake.commit.CommitOutcome.Unknown;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.commit.TogetherOutcome;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.lake.internal.commit.run.AtomicSwap;
import io.meshterious.lake.internal.commit.run.TableAndChange;
import io.meshterious.lake.internal.io.LocalFileIO;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several tables committed together: in one step over REST, in turn elsewhere. */
class TogetherTest {
  private static final TableName ORDERS = TableName.of("main.orders");
  private static final TableName REJECTS = TableName.of("main.rejects");

  @TempDir Path folder;
  private final Committer committer =
      new Committer(
          CommitLocks.none(), CommitOptions.defaults().withDeadline(Duration.ofSeconds(10)));
  private TestCatalog catalog;
  private Table orders;
  private Table rejects;

  @BeforeEach
  void open() {
    catalog = TestFiles.catalog(folder, Map.of());
    orders = catalog.create("orders", SCHEMA);
    rejects = catalog.create("rejects", SCHEMA);
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private static List<TableAndChange> both(Table orders, Table rejects) {
    return List.of(
        new TableAndChange(ORDERS, orders, TableChange.append(List.of(rows(orders, 1, 10)))),
        new TableAndChange(REJECTS, rejects, TableChange.append(List.of(rows(rejects, 1, 20)))));
  }

  private static List<TableAndChange> secondRefused(Table orders, Table rejects) {
    return List.of(
        new TableAndChange(ORDERS, orders, TableChange.append(List.of(rows(orders, 1, 10)))),
        new TableAndChange(
            REJECTS,
            rejects,
            TableChange.rowDelta(List.of(rows(rejects, 1, 20)), List.of()).basedOn(4711)));
  }

  private static void assertSecondRefused(TogetherOutcome outcome) {
    assertThat(outcome.committed()).isFalse();
    assertThat(code(outcome.tables().get(ORDERS))).isEqualTo(CommitError.NOT_TRIED);
    assertThat(code(outcome.tables().get(REJECTS))).isEqualTo(CommitError.BASE_GONE);
  }

  private static Object code(CommitOutcome outcome) {
    return ((Refused) outcome).why().code();
  }

  @Nested
  class InTurn {
    @Test
    void twoTables_bothChangeUnderOneAttempt() {
      // When
      TogetherOutcome outcome =
          committer.commitTogether(both(orders, rejects), Optional.of("t"), Optional.empty());
      // Then
      assertThat(outcome.committed()).isTrue();
      assertThat(outcome.atomic()).isFalse();
      assertThat(ids(orders)).containsExactly(10L);
      assertThat(ids(rejects)).containsExactly(20L);
      assertThat(committer.find(rejects, "t", "main")).isPresent();
    }

    @Test
    void secondTableWouldBeRefused_neitherChanges() {
      // When
      TogetherOutcome outcome =
          committer.commitTogether(
              secondRefused(orders, rejects), Optional.empty(), Optional.empty());
      // Then
      assertSecondRefused(outcome);
      assertThat(ids(orders)).isEmpty();
      assertThat(ids(rejects)).isEmpty();
    }

    @Test
    void endedInTheMiddle_sameAttemptMakesUpForTheRest() {
      // Given
      List<TableAndChange> tables = both(orders, rejects);
      committer.commit(orders, tables.get(0).change().attempt("t")).orThrow();
      // When
      TogetherOutcome outcome =
          committer.commitTogether(tables, Optional.of("t"), Optional.empty());
      // Then
      assertThat(outcome.committed()).isTrue();
      assertThat(ids(orders)).containsExactly(10L);
      assertThat(ids(rejects)).containsExactly(20L);
    }

    @Test
    void sameTableTwice_isRefused() {
      // When
      TogetherOutcome outcome =
          committer.commitTogether(both(orders, orders), Optional.empty(), Optional.empty());
      // Then
      assertThat(code(outcome.tables().get(REJECTS))).isEqualTo(CommitError.INVALID_CHANGE);
      assertThat(ids(orders)).isEmpty();
    }
  }

  @Nested
  class OverRest {
    private final Server server =
        new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final RESTCatalog rest = new RESTCatalog();
    private Table remoteOrders;
    private Table remoteRejects;

    @BeforeEach
    void serve() throws Exception {
      ServletContextHandler handler = new ServletContextHandler("/");
      handler.addServlet(
          new ServletHolder(new RESTCatalogServlet(new RESTCatalogAdapter(catalog.catalog()))),
          "/*");
      server.setHandler(handler);
      server.start();
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      rest.initialize(
          "rest",
          Map.of(
              "uri",
              "http://127.0.0.1:" + port,
              "io-impl",
              LocalFileIO.class.getName(),
              LocalFileIO.DURABLE,
              "false"));
      remoteOrders = rest.loadTable(TableIdentifier.of("main", "orders"));
      remoteRejects = rest.loadTable(TableIdentifier.of("main", "rejects"));
    }

    @AfterEach
    void stop() throws Exception {
      rest.close();
      server.stop();
    }

    @Test
    void oneTable_isCommittedOnce() {
      // Given
      TableChange change = TableChange.append(List.of(rows(remoteOrders, 1, 10))).attempt("one");
      // When
      CommitOutcome first = committer.commit(remoteOrders, change);
      CommitOutcome again = committer.commit(remoteOrders, change);
      // Then
      assertThat(first).isInstanceOf(Committed.class);
      assertThat(again).isEqualTo(first);
      assertThat(ids(orders)).containsExactly(10L);
    }

    @Test
    void oneTable_manyWriters_loseNothing() throws Exception {
      // Given
      List<Thread> writers =
          java.util.stream.IntStream.range(0, 3)
              .mapToObj(
                  number ->
                      new Thread(
                          () -> {
                            Table mine = rest.loadTable(TableIdentifier.of("main", "orders"));
                            Committer own =
                                new Committer(CommitLocks.none(), CommitOptions.defaults());
                            for (int i = 0; i < 5; i++) {
                              own.commit(
                                      mine,
                                      TableChange.append(List.of(TestFiles.described(mine, i))))
                                  .orThrow();
                            }
                          }))
              .toList();
      // When
      writers.forEach(Thread::start);
      for (Thread writer : writers) {
        writer.join();
      }
      // Then
      assertThat(TestFiles.files(orders)).hasSize(15);
    }

    @Test
    void twoTables_changeInOneStep() {
      // When
      TogetherOutcome outcome =
          committer.commitTogether(
              both(remoteOrders, remoteRejects), Optional.of("t"), AtomicSwap.of(rest));
      // Then
      assertThat(outcome.orThrow().atomic()).isTrue();
      assertThat(ids(orders)).containsExactly(10L);
      assertThat(ids(rejects)).containsExactly(20L);
      assertThat(committer.find(remoteOrders, "t", "main"))
          .contains((Committed) outcome.tables().get(ORDERS));
    }

    @Test
    void secondTableWouldBeRefused_neitherChanges() {
      // When
      TogetherOutcome outcome =
          committer.commitTogether(
              secondRefused(remoteOrders, remoteRejects), Optional.empty(), AtomicSwap.of(rest));
      // Then
      assertSecondRefused(outcome);
      assertThat(ids(orders)).isEmpty();
      assertThat(TableFolder.orphans(orders).stream().filter(it -> it.contains("/metadata/")))
          .isEmpty();
    }

    @Test
    void otherCommitFirst_isTriedAgain() {
      // Given
      AtomicSwap once = AtomicSwap.of(rest).orElseThrow();
      boolean[] raced = {false};
      AtomicSwap racing =
          commits -> {
            if (!raced[0]) {
              raced[0] = true;
              new Committer(CommitLocks.none(), CommitOptions.defaults())
                  .commit(orders, TableChange.append(List.of(rows(orders, 1, 11))))
                  .orThrow();
            }
            once.commit(commits);
          };
      // When
      TogetherOutcome outcome =
          committer.commitTogether(
              both(remoteOrders, remoteRejects), Optional.empty(), Optional.of(racing));
      // Then
      assertThat(outcome.committed()).isTrue();
      assertThat(ids(orders)).containsExactly(10L, 11L);
      assertThat(ids(rejects)).containsExactly(20L);
      assertThat(TableFolder.missing(orders)).isEmpty();
      assertThat(TableFolder.missing(rejects)).isEmpty();
    }

    @Test
    void answerLost_isFoundAgain() {
      // Given
      AtomicSwap swap = AtomicSwap.of(rest).orElseThrow();
      AtomicSwap unknown =
          commits -> {
            swap.commit(commits);
            throw new CommitStateUnknownException(new IllegalStateException("gateway timeout"));
          };
      AtomicSwap echo =
          commits -> {
            swap.commit(commits);
            throw new CommitFailedException("the branch has changed");
          };
      // When
      TogetherOutcome first =
          committer.commitTogether(
              both(remoteOrders, remoteRejects), Optional.empty(), Optional.of(unknown));
      TogetherOutcome second =
          committer.commitTogether(
              both(remoteOrders, remoteRejects), Optional.empty(), Optional.of(echo));
      // Then
      assertThat(first.committed()).isTrue();
      assertThat(second.committed()).isTrue();
      assertThat(ids(orders)).containsExactly(10L, 10L);
      assertThat(ids(rejects)).containsExactly(20L, 20L);
      assertThat(TableFolder.missing(orders)).isEmpty();
    }

    @Test
    void catalogGone_isUnknown() {
      // Given
      Committer hasty =
          new Committer(
              CommitLocks.none(), CommitOptions.defaults().withDeadline(Duration.ofMillis(300)));
      AtomicSwap lost =
          commits -> {
            throw new CommitStateUnknownException(new IllegalStateException("gateway timeout"));
          };
      // When
      TogetherOutcome outcome =
          hasty.commitTogether(
              both(remoteOrders, remoteRejects), Optional.empty(), Optional.of(lost));
      // Then
      assertThat(outcome.tables().values()).allMatch(it -> it instanceof Unknown);
      assertThat(ids(orders)).isEmpty();
    }
  }
}
