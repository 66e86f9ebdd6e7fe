// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.TypeOptions;
import io.meshterious.core.contract.constraint.Constraints;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.ingest.internal.decode.value.JsonValueReader.Kind;
import io.meshterious.ingest.internal.decode.value.number.NumberReaders;
import io.meshterious.ingest.internal.decode.value.text.TextReaders;
import io.meshterious.ingest.internal.decode.value.time.MomentReaders;
import io.meshterious.lake.batch.BooleanColumn;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.ListColumn;
import io.meshterious.lake.batch.StructColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the readers of a table's properties. */
public final class Readers {
  private final Vocabulary vocabulary;
  private final UnknownFields unknown;

  private Readers(Table table, UnknownFields unknown) {
    this.vocabulary = new Vocabulary(table);
    this.unknown = unknown;
  }

  /**
   * The fields of a table's events.
   *
   * @param columns where their values go, by name
   * @param trace is told where values are
   */
  public static Fields of(Table table, List<Column> columns, UnknownFields unknown, Trace trace) {
    Readers readers = new Readers(table, unknown);
    FieldRules none = new FieldRules(0, Integer.MAX_VALUE, List.of());
    return readers.fields("", table.properties(), List.of(), columns, none, trace);
  }

  private Fields fields(
      String path,
      List<Property> properties,
      List<String> alsoRequired,
      List<Column> columns,
      FieldRules rules,
      Trace trace) {
    List<String> names = new ArrayList<>();
    List<ValueReader> readers = new ArrayList<>();
    for (Property property : properties) {
      Column column =
          columns.stream()
              .filter(it -> it.field().name().equals(property.columnName()))
              .findFirst()
              .orElseThrow(
                  () ->
                      Vocabulary.refusal(
                          property,
                          "the table has no column '"
                              + property.columnName()
                              + "'; evolve it to this version of the contract"));
      names.add(property.name());
      boolean required = property.required() || alsoRequired.contains(property.name());
      readers.add(reader(property, required, column, trace));
    }
    return new Fields(path, names, readers, rules, unknown, trace);
  }

  private ValueReader reader(Property property, boolean required, Column column, Trace trace) {
    String path = vocabulary.path(property);
    Constraints constraints = Constraints.of(property);
    DataType type = constraints.type();
    Optional<? extends ValueReader> reader = Optional.empty();
    if (type instanceof DataType.Struct && column instanceof StructColumn struct) {
      reader = Optional.of(object(property, required, struct, trace));
    } else if (type instanceof DataType.Array && column instanceof ListColumn list) {
      reader = Optional.of(list(property, required, list));
    } else if (type instanceof DataType.Json && column instanceof BytesColumn bytes) {
      reader = Optional.of(json(property, required, bytes));
    } else if (type instanceof DataType.Bool && column instanceof BooleanColumn flags) {
      reader = Optional.of(new BooleanReader(path, required, flags, flags(property, constraints)));
    } else if (constraints.numeric()) {
      List<BigDecimal> allowed =
          vocabulary.values(property, constraints).stream().map(ScalarNode::decimal).toList();
      reader = NumberReaders.of(path, required, column, constraints, allowed);
    } else if (constraints.temporal()) {
      reader =
          MomentReaders.of(
              path,
              required,
              column,
              constraints,
              property.options(),
              vocabulary.texts(property, constraints),
              why -> Vocabulary.refusal(property, why));
    } else {
      reader =
          TextReaders.of(
              path, required, column, constraints, vocabulary.texts(property, constraints));
    }
    return reader.orElseThrow(
        () ->
            Vocabulary.refusal(
                property,
                "its type is "
                    + type.label()
                    + " and the column '"
                    + column.field().name()
                    + "' holds "
                    + column.field().type()));
  }

  private ObjectReader object(
      Property property, boolean required, StructColumn column, Trace trace) {
    TypeOptions options = property.options();
    Fields fields =
        fields(
            vocabulary.path(property),
            property.properties(),
            options.requiredProperties(),
            column.children(),
            FieldRules.of(options),
            trace);
    return new ObjectReader(vocabulary.path(property), required, column, fields);
  }

  private ListReader list(Property property, boolean required, ListColumn column) {
    Property items = property.items().orElseThrow();
    ValueReader reader = reader(items, items.required(), column.element(), Trace.ofItems());
    ItemRules rules = ItemRules.of(property.options());
    return new ListReader(vocabulary.path(property), required, column, reader, rules, unknown);
  }

  private JsonValueReader json(Property property, boolean required, BytesColumn column) {
    Constraints constraints = Constraints.of(property);
    Kind kind =
        constraints.freeObject() ? Kind.OBJECT : constraints.freeArray() ? Kind.ARRAY : Kind.ANY;
    boolean text = property.logicalType().filter(LogicalType.STRING::equals).isPresent();
    return new JsonValueReader(
        vocabulary.path(property),
        required,
        column,
        text ? Kind.ANY : kind,
        FieldRules.of(property.options()),
        ItemRules.of(property.options()));
  }

  private Set<Boolean> flags(Property property, Constraints constraints) {
    return vocabulary.values(property, constraints).stream()
        .map(ScalarNode::flag)
        .collect(Collectors.toSet());
  }
}
