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
import org.apache.iceberg.types.Type;
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
            "%s in %s, %,d bytes; format version %d",
            Output.count(description.counts().rows(), "row"),
            Output.count(description.counts().files(), "file"),
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
    description.schema().columns().forEach(column -> add(rows, "", column));
    output.table(rows);
    output.line();
    if (description.partitioning().isPartitioned()) {
      output.line("partitioned by " + String.join(", ", partitioning(description)));
    }
    if (description.sortOrder().isSorted()) {
      output.line("sorted by " + String.join(", ", sortOrder(description)));
    }
    for (Map.Entry<String, String> property : description.properties().entrySet()) {
      if (!property.getKey().equals(CONTRACT_TEXT)) {
        output.line(output.dim(property.getKey() + " = " + property.getValue()));
      }
    }
  }

  /** A column and, below it, the fields that it consists of. */
  private static void add(List<List<String>> rows, String path, NestedField field) {
    String name = path + field.name();
    rows.add(
        List.of(
            String.valueOf(field.fieldId()),
            name,
            type(field.type()),
            field.isRequired() ? "yes" : "",
            Objects.requireNonNullElse(field.doc(), "").lines().findFirst().orElse("")));
    if (field.type().isNestedType()) {
      for (NestedField inner : field.type().asNestedType().fields()) {
        if (field.type().isStructType() || inner.type().isNestedType()) {
          add(rows, name + ".", inner);
        }
      }
    }
  }

  private static String type(Type type) {
    if (type.isListType()) {
      return "list<" + type(type.asListType().elementType()) + ">";
    }
    if (type.isMapType()) {
      return "map<"
          + type(type.asMapType().keyType())
          + ", "
          + type(type.asMapType().valueType())
          + ">";
    }
    return type.isStructType() ? "struct" : type.toString();
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
