// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import io.meshterious.lake.internal.TestCatalog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.SessionCatalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when others change a table between its plan and its commit. */
class ConcurrentEvolutionTest {
  private static final String ID = "- {name: id, logicalType: string, required: true}";
  private static final String NOTE = "- {name: note, logicalType: string}";
  private static final String AGE = "- {name: age, logicalType: integer}";
  private static final TableIdentifier NAME = TableIdentifier.of("main", "orders");

  @TempDir Path folder;
  private TestCatalog catalog;

  @BeforeEach
  void open() {
    catalog = new TestCatalog(folder);
    DataContract contract = Contracts.withProperties("1.0.0", ID);
    TableCreation.create(
        catalog.catalog(), NAME, TableLayout.of(contract, Contracts.table(contract)), Map.of());
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private static EvolutionPlan plan(Table table, DataContract newer) {
    return Evolution.plan(table, newer, Contracts.table(newer));
  }

  @Test
  void apply_rowsCameInBetween_isDoneAllTheSame() {
    // Given
    EvolutionPlan plan = plan(catalog.table("orders"), Contracts.withProperties("1.1.0", ID, NOTE));
    catalog.table("orders").newFastAppend().commit();

    // When
    Table table = plan.apply();

    // Then
    assertThat(table.schema().findField("note").fieldId()).isEqualTo(2);
    assertThat(table.currentSnapshot()).isNotNull();
  }

  @Test
  void apply_otherDidTheSame_doesNothing() {
    // Given
    DataContract newer = Contracts.withProperties("1.1.0", ID, NOTE);
    EvolutionPlan plan = plan(catalog.table("orders"), newer);
    plan(catalog.table("orders"), newer).apply();
    String before = location(catalog.table("orders"));

    // When
    Table table = plan.apply();

    // Then
    assertThat(location(table)).isEqualTo(before);
    assertThat(table.schema().columns()).hasSize(2);
  }

  @Test
  void apply_otherWentFurther_isRefused() {
    // Given
    EvolutionPlan plan = plan(catalog.table("orders"), Contracts.withProperties("1.1.0", ID, NOTE));
    plan(catalog.table("orders"), Contracts.withProperties("1.2.0", ID, AGE)).apply();

    // Then
    refused(plan, TableError.OLDER_CONTRACT, "is older than the table's version 1.2.0");
  }

  @Test
  void apply_otherChangedTheTable_asksForAnotherPlan() {
    // Given
    EvolutionPlan plan =
        plan(catalog.table("orders"), Contracts.withProperties("1.2.0", ID, NOTE, AGE));
    plan(catalog.table("orders"), Contracts.withProperties("1.1.0", ID, NOTE)).apply();

    // Then
    refused(plan, TableError.EVOLUTION_CONFLICT, "somebody changed it since this was planned");
  }

  @Test
  void apply_manyAtOnce_oneWinsAndAllAreDone() throws InterruptedException {
    // Given
    DataContract newer = Contracts.withProperties("1.1.0", ID, NOTE);
    Set<String> locations = new TreeSet<>();
    Set<Throwable> failures = java.util.concurrent.ConcurrentHashMap.newKeySet();
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      EvolutionPlan plan = plan(catalog.table("orders"), newer);
      threads[i] =
          new Thread(
              () -> {
                String location = location(plan.apply());
                synchronized (locations) {
                  locations.add(location);
                }
              });
      threads[i].setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
    }

    // When
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    // Then
    assertThat(failures).isEmpty();
    assertThat(locations).hasSize(1);
    assertThat(catalog.table("orders").schema().columns()).hasSize(2);
  }

  @Test
  void apply_answerIsLost_looksWhetherItWasDone() {
    // Given
    DataContract newer = Contracts.withProperties("1.1.0", ID, NOTE);
    Table done = new BaseTable(new LosingAnswers(operations(), true), "orders");
    Table undone = new BaseTable(new LosingAnswers(operations(), false), "orders");

    // Then
    refused(plan(undone, newer), TableError.EVOLUTION_UNKNOWN, "the catalog did not answer");
    assertThat(plan(done, newer).apply().schema().columns()).hasSize(2);
  }

  @Test
  void apply_restCatalog_takesItInOneCommit() throws Exception {
    // Given
    RESTCatalogAdapter server = new RESTCatalogAdapter(catalog.catalog());
    try (RESTCatalog rest =
        new RESTCatalog(SessionCatalog.SessionContext.createEmpty(), config -> server)) {
      Map<String, String> properties = new HashMap<>();
      properties.put(CatalogProperties.URI, "http://localhost");
      properties.put(
          CatalogProperties.FILE_IO_IMPL,
          io.meshterious.lake.internal.io.LocalFileIO.class.getName());
      rest.initialize("rest", properties);
      Table table = rest.loadTable(NAME);
      int before = operations().current().previousFiles().size();
      EvolutionPlan plan =
          plan(
              table,
              Contracts.of(
                  "1.1.0",
                  """
                  customProperties: [{property: mesh.partitioning, value: ["bucket(4, id)"]}]
                  properties:
                    - {name: id, logicalType: string, required: true}
                    - {name: note, logicalType: string}
                  """));
      catalog.table("orders").newFastAppend().commit();

      // When
      plan.apply();

      // Then
      Table now = catalog.table("orders");
      assertThat(now.schema().sameSchema(table.schema())).isTrue();
      assertThat(now.schema().columns()).hasSize(2);
      assertThat(now.spec().fields()).hasSize(1);
      assertThat(now.currentSnapshot()).isNotNull();
      assertThat(((HasTableOperations) now).operations().current().previousFiles())
          .hasSize(before + 2);
    }
  }

  private TableOperations operations() {
    return ((HasTableOperations) catalog.table("orders")).operations();
  }

  private static String location(Table table) {
    return ((HasTableOperations) table).operations().current().metadataFileLocation();
  }

  private static void refused(EvolutionPlan plan, TableError code, String words) {
    assertThatThrownBy(plan::apply)
        .isInstanceOfSatisfying(
            MeshException.class, refusal -> assertThat(refusal.code()).isEqualTo(code))
        .hasMessageContaining(words);
  }

  /** Operations on a table whose commits are taken or not, and never answered. */
  private record LosingAnswers(TableOperations table, boolean takes) implements TableOperations {
    @Override
    public TableMetadata current() {
      return table.current();
    }

    @Override
    public TableMetadata refresh() {
      return table.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      if (takes) {
        table.commit(base, metadata);
      }
      throw new CommitStateUnknownException(new IllegalStateException("The line is dead"));
    }

    @Override
    public FileIO io() {
      return table.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return table.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return LocationProviders.locationsFor(
          table.current().location(), table.current().properties());
    }
  }
}
