// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.MapNode;
import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.lake.Lake;
import io.meshterious.lake.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.iceberg.types.Types.NestedField;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes a table. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = "Describe a table: its columns, how it is laid out, and what it holds.")
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class DescribeCommand implements Callable<Integer> {
  private static final String CONTRACT_TEXT = "mesh.contract.document";

  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(index = "0", paramLabel = "TABLE", description = "The table, such as raw.orders.")
  private String table = "";

  @Option(names = "--format", defaultValue = "TEXT", description = "text (default) or json.")
  private Output.Format format = Output.Format.TEXT;

  DescribeCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    TableDescription description;
    try (Lake lake = lakes.open()) {
      description = lake.table(table).description();
    }
    if (format == Output.Format.JSON) {
      output.json(json(description));
    } else {
      print(description);
    }
    return MeshCli.OK;
  }

  private void print(TableDescription description) {
    output.line(output.bold(description.name().toString()));
    output.line(
        String.format(
            Locale.ROOT,
            "%,d rows in %,d files, %,d bytes; format version %d",
            description.counts().rows(),
            description.counts().files(),
            description.counts().bytes(),
            description.formatVersion()));
    description
        .snapshot()
        .ifPresent(
            it -> output.line("snapshot " + it.id() + ", " + it.operation() + " of " + it.time()));
    output.line("at " + description.location());
    output.line();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("id", "column", "type", "required", "what it is"));
    for (NestedField column : description.schema().columns()) {
      rows.add(
          List.of(
              String.valueOf(column.fieldId()),
              column.name(),
              column.type().toString(),
              column.isRequired() ? "yes" : "",
              Objects.requireNonNullElse(column.doc(), "").lines().findFirst().orElse("")));
    }
    output.table(rows);
    output.line();
    if (description.partitioning().isPartitioned()) {
      output.line("partitioned by " + partitioning(description));
    }
    if (description.sortOrder().isSorted()) {
      output.line("sorted by " + sortOrder(description));
    }
    for (Map.Entry<String, String> property : description.properties().entrySet()) {
      if (!property.getKey().equals(CONTRACT_TEXT)) {
        output.line(output.dim(property.getKey() + " = " + property.getValue()));
      }
    }
  }

  private static List<String> partitioning(TableDescription description) {
    return description.partitioning().fields().stream()
        .map(
            field ->
                field.transform()
                    + "("
                    + description.schema().findColumnName(field.sourceId())
                    + ") as "
                    + field.name())
        .toList();
  }

  private static List<String> sortOrder(TableDescription description) {
    return description.sortOrder().fields().stream()
        .map(
            field ->
                description.schema().findColumnName(field.sourceId())
                    + (field.transform().isIdentity() ? "" : " by " + field.transform())
                    + " "
                    + field.direction().toString().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static MapNode json(TableDescription description) {
    MapNode.Builder node =
        MapNode.builder()
            .put("table", description.name().toString())
            .put("uuid", description.uuid())
            .put("location", description.location())
            .put("formatVersion", description.formatVersion())
            .put("rows", description.counts().rows())
            .put("files", description.counts().files())
            .put("bytes", description.counts().bytes())
            .put("deleteFiles", description.counts().deleteFiles());
    description
        .snapshot()
        .ifPresent(it -> node.put("snapshot", it.id()).put("committed", it.time().toString()));
    MapNode.Builder properties = MapNode.builder();
    description.properties().forEach(properties::put);
    return node.put(
            "columns",
            ListNode.of(
                description.schema().columns().stream()
                    .map(
                        column ->
                            MapNode.builder()
                                .put("id", column.fieldId())
                                .put("name", column.name())
                                .put("type", column.type().toString())
                                .put("required", column.isRequired())
                                .build())
                    .toList()))
        .put("partitioning", ListNode.of(partitioning(description)))
        .put("sortOrder", ListNode.of(sortOrder(description)))
        .put("properties", properties.build())
        .build();
  }
}
