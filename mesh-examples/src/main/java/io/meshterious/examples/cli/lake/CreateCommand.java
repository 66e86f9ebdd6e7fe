// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.lake.Lake;
import io.meshterious.lake.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the tables of a contract. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = "Make the tables of a contract; the lake too, if there is none.")
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class CreateCommand implements Callable<Integer> {
  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(index = "0", paramLabel = "CONTRACT", description = "The file of the contract.")
  private Path file = Path.of("");

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "Make the tables in this namespace; default: where the contract says.")
  private @Nullable String namespace;

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  CreateCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    DataContract contract = DataContract.load(file);
    List<String> made = new ArrayList<>();
    try (Lake lake = lakes.openOrMake()) {
      List<String> there =
          contract.tables().stream().map(this::name).filter(lake::exists).map(this::full).toList();
      if (!there.isEmpty()) {
        output.error(
            "Cannot create the tables of '"
                + file
                + "': there are already "
                + there
                + "; nothing was made. Let them follow the contract with mesh evolve, or choose"
                + " another --namespace");
        return MeshCli.USAGE;
      }
      for (Table table : contract.tables()) {
        String created = lake.create(contract, table.name(), name(table)).name().toString();
        made.add(created);
        if (format == Output.Format.TEXT) {
          output.line("created " + created);
        }
      }
    }
    if (format == Output.Format.JSON) {
      output.json(MapNode.builder().put("created", ListNode.of(made)).build());
    }
    return MeshCli.OK;
  }

  private String name(Table table) {
    return namespace == null ? table.tableName() : namespace + "." + table.tableName();
  }

  private String full(String name) {
    return TableName.of(name).toString();
  }
}
