// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshterious.core.document.DocumentError;
import io.meshterious.core.document.DocumentException;
import io.meshterious.core.error.MeshException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataContractsTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String contract(String id, String version) {
    return """
    apiVersion: v3.1.0
    kind: DataContract
    id: %s
    version: %s
    status: active
    schema:
      - id: %s
        name: %s
        properties:
          - {id: key, name: %s_id, logicalType: integer, required: true}
    """
        .formatted(id, version, id, id, id);
  }

  private static String reference(String name, String to) {
    return """
          - name: %s
            logicalType: integer
            relationships:
              - to: %s
    """
        .formatted(name, to);
  }

  /** orders → products (in another folder) → suppliers. */
  private Path warehouse() throws IOException {
    write("dims/suppliers.odcs.yaml", contract("suppliers", "1.0.0"));
    write(
        "dims/products.odcs.yaml",
        contract("products", "1.0.0")
            + reference("supplier_id", "suppliers.odcs.yaml#/schema/suppliers/properties/key"));
    return write(
        "events/orders.odcs.yaml",
        contract("orders", "1.0.0")
            + reference(
                "product_id", "../dims/products.odcs.yaml#/schema/products/properties/key"));
  }

  @Test
  void loadAll_folder_isReadInTheOrderOfItsFiles_andReferencesLeadAcrossFiles() throws IOException {
    // Given
    Path orders = warehouse();
    // When
    DataContracts contracts = DataContracts.loadAll(folder);
    // Then
    assertThat(contracts.all())
        .extracting(it -> it.id().orElseThrow())
        .containsExactly("products", "suppliers", "orders");
    DataContract from = contracts.contractIn(orders).orElseThrow();
    PropertyReference to = from.tables().get(0).foreignKeys().get(0).to().get(0);
    assertThat(contracts.resolve(from, to))
        .hasValueSatisfying(
            target -> {
              assertThat(target.contract()).isSameAs(contracts.contract("products"));
              assertThat(target.table().name()).isEqualTo("products");
              assertThat(target.property().path()).isEqualTo("products.products_id");
            });
  }

  @Test
  void resolve_withinTheContract_needsNoFile() throws IOException {
    warehouse();
    DataContracts contracts = DataContracts.loadAll(folder);
    DataContract orders = contracts.contract("orders");
    assertThat(contracts.resolve(orders, PropertyReference.parse("orders.orders_id"))).isPresent();
    assertThat(contracts.resolve(orders, PropertyReference.parse("products.products_id")))
        .isEmpty();
    assertThat(
            contracts.resolve(
                orders, PropertyReference.parse("gone.odcs.yaml#/schema/a/properties/b")))
        .isEmpty();
  }

  @Test
  void resolve_tableWithTheFirstOnesNameAsPrefix_isTheRightOne() {
    DataContract contract =
        DataContract.builder()
            .id("a")
            .version("1.0.0")
            .status("active")
            .table("t", table -> table.property("id", LogicalType.INTEGER))
            .table("t2", table -> table.property("id", LogicalType.INTEGER))
            .build();
    DataContracts contracts = DataContracts.of(List.of(contract));
    assertThat(contracts.resolve(contract, PropertyReference.parse("t2.id")))
        .map(target -> target.table().name())
        .contains("t2");
  }

  @Test
  void loadAll_otherFiles_areLeftAlone() throws IOException {
    write("orders.odcs.yaml", contract("orders", "1.0.0"));
    write("returns.yml", contract("returns", "1.0.0"));
    write("compose.yaml", "services: {}\n");
    write("package.json", "{}\n");
    write("notes.txt", "kind: DataContract\n");
    assertThat(DataContracts.loadAll(folder).all())
        .extracting(it -> it.id().orElseThrow())
        .containsExactly("orders", "returns");
  }

  @Test
  void loadAll_sameIdAndVersionTwice_isRefusedNamingBothFiles() throws IOException {
    Path first = write("a.odcs.yaml", contract("orders", "1.0.0"));
    Path second = write("b.odcs.yaml", contract("orders", "1.0.0"));
    assertThatThrownBy(() -> DataContracts.loadAll(folder))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.CONTRACT_DUPLICATE))
        .hasMessage(
            "Cannot load contracts from '%s': id 'orders' version '1.0.0' stands in both '%s' and '%s'",
            folder, first, second);
  }

  @Test
  void loadAll_twoVersions_areBothKept_andTheIdMeansTheLater() throws IOException {
    write("orders-1.odcs.yaml", contract("orders", "1.0.0"));
    write("orders-2.odcs.yaml", contract("orders", "2.0.0"));
    DataContracts contracts = DataContracts.loadAll(folder);
    assertThat(contracts.all()).hasSize(2);
    assertThat(contracts.contract("orders").version()).isEqualTo("2.0.0");
  }

  @Test
  void contract_unknownId_namesTheKnownOnes() throws IOException {
    warehouse();
    assertThatThrownBy(() -> DataContracts.loadAll(folder).contract("order"))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(ContractError.CONTRACT_UNKNOWN))
        .hasMessage("Cannot find contract 'order': known ids are [orders, products, suppliers]");
  }

  @Test
  void loadAll_brokenContracts_areAllReportedAtOnce() throws IOException {
    write(
        "a.odcs.yaml", contract("a", "1.0.0").replace("logicalType: integer", "logicalType: int"));
    write("b.odcs.yaml", contract("b", "1.0.0").replace("status: active\n", ""));
    assertThatThrownBy(() -> DataContracts.loadAll(folder))
        .isInstanceOfSatisfying(
            InvalidContractException.class,
            refused ->
                assertThat(refused.report().findings())
                    .extracting(finding -> Path.of(finding.file()).getFileName().toString())
                    .contains("a.odcs.yaml", "b.odcs.yaml"))
        .hasMessageStartingWith(
            "Cannot load contracts from '" + folder + "': 2 errors, the first: ");
  }

  @Test
  void loadAll_unreadableFile_isRefused_andReadLenientlyGoesOn() throws IOException {
    // Given
    write("a.odcs.yaml", contract("a", "1.0.0"));
    Path broken = write("b.odcs.yaml", "a: [1, 2\n");
    write("c.odcs.yaml", contract("c", "1.0.0"));
    // When
    DataContracts contracts = DataContracts.readLeniently(folder);
    // Then
    assertThat(contracts.all()).hasSize(2);
    assertThat(contracts.unreadable())
        .singleElement()
        .isInstanceOfSatisfying(
            DocumentException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(DocumentError.SYNTAX);
              assertThat(problem.origin()).isEqualTo(broken.toString());
            });
    assertThatThrownBy(() -> DataContracts.loadAll(folder))
        .isInstanceOf(DocumentException.class)
        .hasMessageStartingWith("Cannot read '" + broken + "', line ");
  }

  @Test
  void loadAll_noFolder_saysSo() {
    Path nowhere = folder.resolve("nowhere");
    assertThatThrownBy(() -> DataContracts.loadAll(nowhere))
        .isInstanceOfSatisfying(
            MeshException.class,
            refused -> assertThat(refused.code()).isEqualTo(DocumentError.FILE_NOT_FOUND))
        .hasMessage("Cannot load contracts from '" + nowhere + "': there is no such folder");
  }

  @Test
  void loadWithReferences_followsThemFromFileToFile() throws IOException {
    Path orders = warehouse();
    write("dims/unrelated.odcs.yaml", contract("unrelated", "1.0.0"));
    DataContracts contracts = DataContracts.loadWithReferences(orders);
    assertThat(contracts.all())
        .extracting(it -> it.id().orElseThrow())
        .containsExactly("orders", "products", "suppliers");
    assertThat(contracts.unreadable()).isEmpty();
  }

  @Test
  void loadWithReferences_inACircle_endsAndReadsEachOnce() throws IOException {
    Path a =
        write(
            "a.odcs.yaml",
            contract("a", "1.0.0") + reference("b_id", "./b.odcs.yaml#/schema/b/properties/key"));
    write(
        "b.odcs.yaml",
        contract("b", "1.0.0") + reference("a_id", "a.odcs.yaml#/schema/a/properties/key"));
    assertThat(DataContracts.loadWithReferences(a).all())
        .extracting(it -> it.id().orElseThrow())
        .containsExactly("a", "b");
  }

  @Test
  void loadWithReferences_missingIsLeftOut_unreadableIsSaid() throws IOException {
    Path a =
        write(
            "a.odcs.yaml",
            contract("a", "1.0.0")
                + reference("b_id", "b.odcs.yaml#/schema/b/properties/key")
                + reference("c_id", "c.odcs.yaml#/schema/c/properties/key"));
    write("b.odcs.yaml", "a: [1, 2\n");
    DataContracts contracts = DataContracts.loadWithReferences(a);
    assertThat(contracts.all()).hasSize(1);
    assertThat(contracts.unreadable())
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(DocumentError.SYNTAX));
  }
}
