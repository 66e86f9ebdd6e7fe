// SPDX-License-Identifier: Apache-2.0
package consumer;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.diff.VersionBump;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.plugin.Plugins;
import java.nio.file.Path;
import java.util.List;

/** An application that knows Mesh only as it was deployed: it loads, builds, compares and renders contracts. */
public final class Main {
  private Main() {}

  /** Fails when mesh-core does not do what it promises. */
  public static void main(String[] args) {
    Path folder = Path.of(System.getProperty("contracts"));
    DataContracts contracts = DataContracts.loadAll(folder);
    require(contracts.lint().clean(), "the example contracts are clean: " + contracts.lint());

    DataContract older = stock("1.0.0", "qty");
    DataContract newer = stock("2.0.0", "quantity");
    DataContract again = DataContract.parse(older.write(DocumentFormat.YAML), DocumentFormat.YAML, "again");
    require(again.equals(older), "a contract survives being written");
    require(newer.diff(older).requiredBump() == VersionBump.MAJOR, "a rename breaks readers");

    Plugins plugins = Plugins.load();
    require(plugins.problems().isEmpty(), "all plugins load: " + plugins.problems());
    List<ContractRenderer> renderers = plugins.all(ContractRenderer.class);
    long bytes = 0;
    for (ContractRenderer renderer : renderers) {
      for (DataContract contract : contracts.all()) {
        bytes += renderer.render(RenderRequest.of(contract).within(contracts)).text().length();
      }
    }
    System.out.println(
        "consumer-test: " + contracts.all().size() + " contracts, " + renderers.size() + " renderers, " + bytes + " characters");
  }

  private static DataContract stock(String version, String quantity) {
    return DataContract.builder()
        .id("stock")
        .name("stock")
        .version(version)
        .status("active")
        .table(
            "stock",
            table ->
                table
                    .property("product_id", LogicalType.STRING, id -> id.id("product_id").primaryKey(1))
                    .property(quantity, LogicalType.INTEGER, qty -> qty.id("qty").required().minimum(0)))
        .build();
  }

  private static void require(boolean held, String what) {
    if (!held) {
      throw new IllegalStateException("Not held: " + what);
    }
  }
}
