// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.PartitionSpecParser;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableMetadata;

/** The partition spec and sort order that a table gets, where the contract says other ones. */
final class SpecEvolution {
  private final TableMetadata table;
  private final Schema target;
  private int lastId;

  /**
   * An evolution of one table.
   *
   * @param table the table as it is
   * @param target the schema that it gets
   */
  SpecEvolution(TableMetadata table, Schema target) {
    this.table = table;
    this.target = target;
    this.lastId = table.lastAssignedPartitionId();
  }

  /** The values by which a spec spreads rows, with the field ids of the table. */
  static List<String> terms(PartitionSpec spec, Map<Integer, Integer> ids) {
    return spec.fields().stream()
        .map(field -> field.transform() + " of " + ids.get(field.sourceId()))
        .toList();
  }

  /** The values by which an order sorts, with the field ids of the table. */
  static List<String> terms(SortOrder order, Map<Integer, Integer> ids) {
    return order.fields().stream()
        .map(field -> field.transform() + " of " + ids.get(field.sourceId()))
        .toList();
  }

  /**
   * A layout's spec for the table. What the table once was partitioned by has the partition field
   * that it had then, so that old and new files count as partitioned alike.
   *
   * @param ids the table's field id by the layout's
   */
  PartitionSpec spec(PartitionSpec wanted, Map<Integer, Integer> ids) {
    if (wanted.isUnpartitioned()) {
      return PartitionSpec.unpartitioned();
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("spec-id", 0);
      json.writeArrayFieldStart("fields");
      for (PartitionField field : wanted.fields()) {
        int source = ids.getOrDefault(field.sourceId(), field.sourceId());
        Optional<PartitionField> past = past(source, field);
        json.writeStartObject();
        json.writeStringField("name", past.map(PartitionField::name).orElse(name(field.name())));
        json.writeStringField("transform", field.transform().toString());
        json.writeNumberField("source-id", source);
        json.writeNumberField(
            "field-id", past.map(PartitionField::fieldId).orElseGet(() -> ++lastId));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return PartitionSpecParser.fromJson(target, text.toString());
  }

  private Stream<PartitionField> history() {
    return table.specs().stream().flatMap(spec -> spec.fields().stream());
  }

  private Optional<PartitionField> past(int source, PartitionField field) {
    return history()
        .filter(
            past ->
                past.sourceId() == source
                    && past.transform().toString().equals(field.transform().toString())
                    && (target.findField(past.name()) == null
                        || target.findField(past.name()).fieldId() == source))
        .findFirst();
  }

  /** A name that no partition field of the table had with another meaning. */
  private String name(String wanted) {
    String name = wanted;
    for (int i = 2; taken(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  private boolean taken(String name) {
    return history().anyMatch(field -> field.name().equals(name));
  }

  /** A layout's sort order for the table. */
  SortOrder order(SortOrder wanted, Map<Integer, Integer> ids) {
    SortOrder.Builder order = SortOrder.builderFor(target);
    wanted
        .fields()
        .forEach(
            field ->
                order.sortBy(
                    target.findColumnName(ids.getOrDefault(field.sourceId(), field.sourceId())),
                    field.direction(),
                    field.nullOrder()));
    return order.build();
  }

  /** A spec in words. */
  String words(PartitionSpec spec) {
    return spec.fields().stream()
        .map(field -> field.transform() + "(" + target.findColumnName(field.sourceId()) + ")")
        .collect(Collectors.joining(", "));
  }

  /** A sort order in words. */
  String words(SortOrder order) {
    return order.fields().stream()
        .map(field -> target.findColumnName(field.sourceId()))
        .collect(Collectors.joining(", "));
  }
}
