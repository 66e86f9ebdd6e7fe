// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import io.meshterious.lake.internal.TestCatalog;
import io.meshterious.testkit.SeededRandom;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of contracts made by chance follow edits made by chance. */
class RandomEvolutionTest {
  private static final int ROUNDS = 24;

  @TempDir Path folder;

  @Test
  void evolve_randomEdits_givesTheShapeOfAFreshTableAndKeepsIdsAndRows() {
    SeededRandom random = SeededRandom.forTest("evolving tables");
    ContractEdits edits = new ContractEdits(random);
    RandomRows rows = new RandomRows(random);
    try (TestCatalog catalog = new TestCatalog(folder)) {
      for (int round = 0; round < SeededRandom.rounds(ROUNDS); round++) {
        // Given
        DataContract contract = edits.contract();
        int formatVersion = random.between(2, 3);
        Table table = create(catalog, "t" + round, contract, formatVersion);
        boolean filled = random.oneIn(4);
        if (filled) {
          rows.append(table, 3);
        }
        DataContract newer = contract;
        for (int i = random.between(1, 3); i > 0; i--) {
          Map<String, Integer> before = ids(table);
          List<Map<Integer, Object>> content = filled ? RandomRows.read(table) : List.of();
          newer = edits.follows(newer);

          // When
          Evolution.plan(table, newer, Contracts.table(newer)).apply();

          // Then
          TableLayout fresh = TableLayout.of(newer, Contracts.table(newer), formatVersion);
          String what = what(contract, newer);
          assertThat(shape(table.schema())).as(what).isEqualTo(shape(fresh.schema()));
          assertThat(shape(table.spec())).as(what).isEqualTo(shape(fresh.spec()));
          assertThat(shape(table.sortOrder())).as(what).isEqualTo(shape(fresh.sortOrder()));
          assertThat(table.properties()).as(what).containsAllEntriesOf(derived(fresh));
          assertThat(ids(table)).as(what).containsAllEntriesOf(before);
          assertThat(Evolution.plan(table, newer, Contracts.table(newer)).steps()).isEmpty();
          if (filled) {
            assertThat(RandomRows.read(table)).as(what).isEqualTo(content);
            rows.append(table, 1);
          }
        }
        refuses(edits, table, newer);
      }
    }
  }

  private static void refuses(ContractEdits edits, Table table, DataContract contract) {
    Optional<DataContract> refused = edits.refused(contract);
    if (refused.isPresent()) {
      DataContract newer = refused.get();
      Schema before = table.schema();
      String what = what(contract, newer);
      assertThatThrownBy(() -> Evolution.plan(table, newer, Contracts.table(newer)))
          .as(what)
          .isInstanceOfSatisfying(
              MeshException.class,
              refusal -> assertThat(refusal.code()).isEqualTo(TableError.EVOLUTION_REFUSED));
      table.refresh();
      assertThat(table.schema().sameSchema(before)).isTrue();
    }
  }

  private static String what(DataContract older, DataContract newer) {
    return Document.write(Contracts.table(older).node(), DocumentFormat.YAML)
        + "--- becomes\n"
        + Document.write(Contracts.table(newer).node(), DocumentFormat.YAML);
  }

  private static Table create(
      TestCatalog catalog, String name, DataContract contract, int formatVersion) {
    return TableCreation.create(
        catalog.catalog(),
        TableIdentifier.of("main", name),
        TableLayout.of(contract, Contracts.table(contract), formatVersion),
        Map.of());
  }

  /** The properties that follow from the contract, but its text, which compresses as it likes. */
  private static Map<String, String> derived(TableLayout layout) {
    Map<String, String> properties = new HashMap<>(layout.properties());
    properties.remove(TableContract.DOCUMENT);
    return properties;
  }

  /** The field id of every property that has an id of its own, by that id. */
  private static Map<String, Integer> ids(Table table) {
    TableContract contract = TableContract.find(table).orElseThrow();
    Map<String, Integer> paths = contract.fieldIds(table.schema());
    Map<String, Integer> ids = new HashMap<>();
    contract.table().properties().forEach(property -> collect(property, paths, ids));
    return ids;
  }

  private static void collect(
      Property property, Map<String, Integer> paths, Map<String, Integer> ids) {
    Integer id = paths.get(property.path());
    assertThat(id).as(property.path()).isNotNull();
    property.id().ifPresent(own -> ids.put(own, id));
    property.properties().forEach(child -> collect(child, paths, ids));
    property.items().ifPresent(items -> collect(items, paths, ids));
  }

  private static String shape(Schema schema) {
    return shape(schema.asStruct())
        + " by "
        + schema.identifierFieldIds().stream().map(schema::findColumnName).sorted().toList();
  }

  /** A type without its ids. */
  private static String shape(Type type) {
    if (type instanceof Types.StructType struct) {
      return struct.fields().stream()
          .map(
              field ->
                  field.name()
                      + (field.isRequired() ? " required " : " optional ")
                      + shape(field.type())
                      + " "
                      + field.doc())
          .toList()
          .toString();
    } else if (type instanceof Types.ListType list) {
      return "list of "
          + (list.isElementRequired() ? "required " : "optional ")
          + shape(list.elementType());
    }
    return type.toString();
  }

  private static List<String> shape(PartitionSpec spec) {
    return spec.fields().stream()
        .map(field -> field.transform() + " " + spec.schema().findColumnName(field.sourceId()))
        .toList();
  }

  private static List<String> shape(SortOrder order) {
    return order.fields().stream()
        .map(field -> field.transform() + " " + order.schema().findColumnName(field.sourceId()))
        .toList();
  }
}
