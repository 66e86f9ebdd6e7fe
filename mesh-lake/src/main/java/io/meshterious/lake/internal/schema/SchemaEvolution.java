// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.contract.diff.Change;
import io.meshterious.core.contract.diff.ChangeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.transforms.Transforms;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * The schema that a table gets: the columns of a newer layout with the field ids that the table
 * already has for them. Columns that no contract gave the table stay, behind the others.
 */
final class SchemaEvolution {
  private final Schema current;
  private final List<PartitionField> partitions;
  private final TableLayout layout;
  private final Set<Integer> known;
  private final List<Change> changes;
  private final Refusals refusals;
  private final List<String> steps = new ArrayList<>();
  private final Map<Integer, Integer> ids;
  private final Map<Integer, String> paths = new HashMap<>();
  private int lastId;

  /**
   * An evolution of one table.
   *
   * @param table the table as it is
   * @param layout the newer layout
   * @param matches the table's field id by the layout's, for what is not new
   * @param known the table's field ids that an older contract gave it
   * @param changes the changes of the contract
   * @param refusals takes what cannot be done
   */
  SchemaEvolution(
      TableMetadata table,
      TableLayout layout,
      Map<Integer, Integer> matches,
      Set<Integer> known,
      List<Change> changes,
      Refusals refusals) {
    this.current = table.schema();
    this.lastId = table.lastColumnId();
    this.partitions = table.specs().stream().flatMap(spec -> spec.fields().stream()).toList();
    this.layout = layout;
    this.ids = new HashMap<>(matches);
    this.known = known;
    this.changes = changes;
    this.refusals = refusals;
    layout.fieldIds().forEach((path, id) -> paths.put(id, path));
  }

  /** What is done, in words. */
  List<String> steps() {
    return steps;
  }

  /** The table's field id by the layout's, those of new columns included. */
  Map<Integer, Integer> ids() {
    return ids;
  }

  /** The highest field id that the table ever used, new columns included. */
  int lastId() {
    return lastId;
  }

  /** The schema that the table gets; the current one when something is refused. */
  Schema evolve() {
    List<NestedField> fields = fields(layout.schema().asStruct(), current.asStruct(), "");
    partitionNames(fields);
    if (refusals.any()) {
      return current;
    }
    Set<Integer> identity = new LinkedHashSet<>();
    layout.schema().identifierFieldIds().forEach(id -> identity.add(ids.getOrDefault(id, id)));
    Schema target = new Schema(current.schemaId(), fields, identity);
    if (!identity.equals(current.identifierFieldIds())) {
      String names =
          identity.stream().map(target::findColumnName).collect(Collectors.joining(", "));
      steps.add(
          identity.isEmpty() ? "rows have no identifier columns" : "identify rows by " + names);
    }
    return target;
  }

  /** Columns under the name of a partition field that holds something else. */
  private void partitionNames(List<NestedField> fields) {
    for (NestedField field : fields) {
      boolean taken =
          partitions.stream()
              .anyMatch(it -> it.name().equals(field.name()) && it.sourceId() != field.fieldId());
      if (taken) {
        String path =
            ids.entrySet().stream()
                .filter(entry -> entry.getValue() == field.fieldId())
                .map(entry -> paths.get(entry.getKey()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(field.name());
        refusals.addUnlessSaid(
            path,
            "a partition of the table is named '"
                + field.name()
                + "', and Iceberg lets no column have that name; set another physicalName");
      }
    }
  }

  private List<NestedField> fields(Types.StructType wanted, Types.StructType now, String parent) {
    List<NestedField> fields = new ArrayList<>();
    Set<Integer> kept = new LinkedHashSet<>();
    Set<String> names = new HashSet<>();
    for (NestedField field : wanted.fields()) {
      Integer id = ids.get(field.fieldId());
      NestedField before = id == null ? null : now.field(id);
      if (before == null) {
        fields.add(add(field, parent));
      } else {
        kept.add(before.fieldId());
        fields.add(keep(field, before, parent));
      }
      names.add(field.name().toLowerCase(Locale.ROOT));
    }
    reordered(kept, now, parent);
    for (NestedField field : now.fields()) {
      if (!kept.contains(field.fieldId())) {
        foreign(field, names, parent);
        fields.add(field);
      }
    }
    return fields;
  }

  private void reordered(Set<Integer> kept, Types.StructType now, String parent) {
    List<Integer> before =
        now.fields().stream().map(NestedField::fieldId).filter(kept::contains).toList();
    if (!before.equals(List.copyOf(kept))) {
      String order =
          kept.stream().map(id -> now.field(id).name()).collect(Collectors.joining(", "));
      steps.add(
          "reorder "
              + (parent.isEmpty() ? "the columns" : "the fields of '" + parent + "'")
              + ": "
              + order);
    }
  }

  /** A column of the table that the newer layout does not have. */
  private void foreign(NestedField field, Set<String> names, String parent) {
    String name = inside(parent, field.name());
    if (known.contains(field.fieldId())) {
      if (changes.stream().noneMatch(SchemaEvolution::removes)) {
        refusals.addUnlessSaid(name, "the newer contract has no property for this column");
      }
    } else if (names.contains(field.name().toLowerCase(Locale.ROOT))) {
      refusals.addUnlessSaid(
          name,
          "the table has a column of this name that no contract gave it; rename or drop it first");
    }
  }

  private static boolean removes(Change change) {
    return change.kind() == ChangeKind.PROPERTY_REMOVED
        || change.kind() == ChangeKind.UNKNOWN_FIELDS_DROPPED;
  }

  private NestedField add(NestedField field, String parent) {
    String name = inside(parent, field.name());
    boolean filled = field.writeDefault() != null;
    if (field.isRequired() && !filled) {
      refusals.addUnlessSaid(
          path(field, name),
          reason(field, ChangeKind.PROPERTY_ADDED_REQUIRED, "a required column is new")
              + "; make it optional"
              + (layout.formatVersion() < 3 ? "" : ", or give it a mesh.default")
              + ", because the rows of the table have no value for it");
    }
    steps.add(
        "add column '"
            + name
            + "' "
            + field.type()
            + (field.isRequired() ? ", required" : "")
            + (filled ? ", default " + writeDefault(field) : ""));
    return fresh(field, filled);
  }

  /** A new column; what is inside it may be required, because no row has it yet. */
  private NestedField fresh(NestedField field, boolean filled) {
    int id = ++lastId;
    ids.put(field.fieldId(), id);
    NestedField.Builder builder = NestedField.from(field).withId(id).ofType(fresh(field.type()));
    return filled
        ? builder.withInitialDefault(field.writeDefaultLiteral()).build()
        : builder.build();
  }

  private Type fresh(Type type) {
    if (type.isStructType()) {
      return Types.StructType.of(
          type.asStructType().fields().stream().map(field -> fresh(field, false)).toList());
    } else if (type.isListType()) {
      Types.ListType list = type.asListType();
      int id = ++lastId;
      ids.put(list.elementId(), id);
      Type element = fresh(list.elementType());
      return list.isElementRequired()
          ? Types.ListType.ofRequired(id, element)
          : Types.ListType.ofOptional(id, element);
    }
    return type;
  }

  private NestedField keep(NestedField wanted, NestedField before, String parent) {
    String old = inside(parent, before.name());
    String name = inside(parent, wanted.name());
    if (!wanted.name().equals(before.name())) {
      steps.add("rename column '" + old + "' to '" + wanted.name() + "'");
    }
    Type type = type(wanted, wanted.type(), before.type(), name);
    required(wanted, wanted.isRequired(), before.isRequired(), name);
    if (!Objects.equals(wanted.doc(), before.doc())) {
      steps.add("describe column '" + name + "'");
    }
    if (!Objects.equals(wanted.writeDefault(), before.writeDefault())) {
      steps.add(
          wanted.writeDefault() == null
              ? "column '" + name + "' has no default"
              : "column '" + name + "' has the default " + writeDefault(wanted));
    }
    return NestedField.from(wanted)
        .withId(before.fieldId())
        .ofType(type)
        .withInitialDefault(before.initialDefaultLiteral())
        .build();
  }

  private void required(NestedField field, boolean wanted, boolean now, String name) {
    if (wanted && !now) {
      refusals.addUnlessSaid(
          path(field, name),
          reason(field, ChangeKind.NULLABLE_TO_REQUIRED, "rows of the table may have no value"));
    } else if (now && !wanted) {
      steps.add("let column '" + name + "' be null");
    }
  }

  private Type type(NestedField field, Type wanted, Type now, String name) {
    if (wanted.isStructType() && now.isStructType()) {
      return Types.StructType.of(fields(wanted.asStructType(), now.asStructType(), name));
    } else if (wanted.isListType() && now.isListType()) {
      return list(wanted.asListType(), now.asListType(), name);
    } else if (wanted.equals(now)) {
      return now;
    } else if (wanted.isPrimitiveType()
        && TypeUtil.isPromotionAllowed(now, wanted.asPrimitiveType())) {
      steps.add("widen column '" + name + "' from " + now + " to " + wanted);
      return wanted;
    }
    refusals.addUnlessSaid(
        path(field, name),
        reason(field, ChangeKind.TYPE_WIDENED, "the type changed")
            + "; Iceberg cannot turn "
            + word(now)
            + " into "
            + word(wanted)
            + " in place: add a property of the new type beside it, or make another table");
    return now;
  }

  private Type list(Types.ListType wanted, Types.ListType now, String name) {
    NestedField items = wanted.fields().get(0);
    String element = name + ".element";
    ids.put(items.fieldId(), now.elementId());
    Type type = type(items, wanted.elementType(), now.elementType(), element);
    required(items, wanted.isElementRequired(), now.isElementRequired(), element);
    return wanted.isElementRequired()
        ? Types.ListType.ofRequired(now.elementId(), type)
        : Types.ListType.ofOptional(now.elementId(), type);
  }

  /** The contract's path of a property, under which the diff speaks of it too. */
  private String path(NestedField field, String name) {
    return Objects.requireNonNullElse(paths.get(field.fieldId()), name);
  }

  /** The diff's own words about a property, where it has some of that kind. */
  private String reason(NestedField field, ChangeKind kind, String otherwise) {
    @Nullable String path = paths.get(field.fieldId());
    return changes.stream()
        .filter(change -> change.kind() == kind && change.path().equals(path))
        .map(Change::reason)
        .findFirst()
        .orElse(otherwise);
  }

  private static String writeDefault(NestedField field) {
    return Transforms.identity().toHumanString(field.type(), field.writeDefault());
  }

  private static String inside(String parent, String name) {
    return parent.isEmpty() ? name : parent + "." + name;
  }

  private static String word(Type type) {
    return type.isStructType() ? "a struct" : type.isListType() ? "a list" : type.toString();
  }
}
