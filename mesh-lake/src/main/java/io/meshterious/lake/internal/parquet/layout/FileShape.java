// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet.layout;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.file.EncodeError;
import io.meshterious.lake.internal.parquet.encoding.ThriftWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.avro.AvroSchemaUtil;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The schema of a Parquet file for an Iceberg schema: its groups and columns, in order. */
public final class FileShape {
  private static final int REQUIRED = 0;
  private static final int OPTIONAL = 1;
  private static final int REPEATED = 2;
  private static final int MOST_LEVELS = 100;

  private final Schema schema;
  private final List<Leaf> leaves = new ArrayList<>();

  public FileShape(Schema schema) {
    this.schema = schema;
    if (schema.columns().isEmpty()) {
      throw new MeshException(
          EncodeError.UNSUPPORTED_TYPE, "Cannot write a Parquet file: its schema has no columns");
    }
    for (NestedField field : schema.columns()) {
      collect(field, List.of(), field.name(), 0, 0);
    }
  }

  public Schema schema() {
    return schema;
  }

  public List<Leaf> leaves() {
    return leaves;
  }

  private void collect(
      NestedField field, List<String> parents, String name, int definitions, int repetitions) {
    List<String> path = with(parents, fileName(field.name()));
    int own = definitions + (field.isOptional() ? 1 : 0);
    if (own > MOST_LEVELS) {
      throw new MeshException(
          EncodeError.UNSUPPORTED_TYPE,
          "Cannot write column '" + name + "': it is nested more than " + MOST_LEVELS + " levels");
    }
    Type type = field.type();
    switch (type.typeId()) {
      case STRUCT -> {
        if (type.asStructType().fields().isEmpty()) {
          throw refused(name, "a struct without fields");
        }
        for (NestedField child : type.asStructType().fields()) {
          collect(child, path, name + "." + child.name(), own, repetitions);
        }
      }
      case LIST -> {
        NestedField element = type.asListType().fields().get(0);
        collect(element, with(path, "list"), name + ".element", own + 1, repetitions + 1);
      }
      case MAP -> {
        List<String> entry = with(path, "key_value");
        for (NestedField part : type.asMapType().fields()) {
          collect(part, entry, name + "." + part.name(), own + 1, repetitions + 1);
        }
      }
      default -> leaves.add(leaf(field, path, name, own, repetitions));
    }
  }

  private static Leaf leaf(
      NestedField field, List<String> path, String name, int definitions, int repetitions) {
    Type type = field.type();
    Physical physical =
        switch (type.typeId()) {
          case BOOLEAN -> Physical.BOOLEAN;
          case INTEGER, DATE -> Physical.INT32;
          case LONG, TIME, TIMESTAMP, TIMESTAMP_NANO -> Physical.INT64;
          case FLOAT -> Physical.FLOAT;
          case DOUBLE -> Physical.DOUBLE;
          case STRING, BINARY -> Physical.BYTE_ARRAY;
          case UUID, FIXED -> Physical.FIXED;
          case DECIMAL -> {
            int digits = ((Types.DecimalType) type).precision();
            yield digits <= 9 ? Physical.INT32 : digits <= 18 ? Physical.INT64 : Physical.FIXED;
          }
          default -> throw refused(name, "type " + type);
        };
    int length =
        switch (type.typeId()) {
          case UUID -> 16;
          case FIXED -> ((Types.FixedType) type).length();
          case DECIMAL -> TypeUtil.decimalRequiredBytes(((Types.DecimalType) type).precision());
          default -> 0;
        };
    if (physical == Physical.FIXED && length == 0) {
      throw refused(name, "type " + type);
    }
    return new Leaf(field, path, name, physical, length, definitions, repetitions);
  }

  private static MeshException refused(String name, String why) {
    return new MeshException(
        EncodeError.UNSUPPORTED_TYPE,
        "Cannot write column '"
            + name
            + "': "
            + why
            + " cannot be stored; the types are boolean, int, long, float, double, decimal, date,"
            + " time, timestamp, timestamptz and both in nanoseconds, string, uuid, fixed, binary,"
            + " struct, list and map");
  }

  private static List<String> with(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }

  private static String fileName(String name) {
    return AvroSchemaUtil.makeCompatibleName(name);
  }

  /** Writes the list of schema elements: groups before their fields, as Parquet flattens them. */
  public void write(ThriftWriter thrift, int fieldId) {
    int count = 1;
    for (NestedField field : schema.columns()) {
      count += elements(field);
    }
    thrift.list(fieldId, ThriftWriter.STRUCT, count);
    thrift.begin();
    thrift.string(4, "table");
    thrift.i32(5, schema.columns().size());
    thrift.end();
    for (NestedField field : schema.columns()) {
      element(field, thrift);
    }
  }

  private static int elements(NestedField field) {
    Type type = field.type();
    int count = type.isPrimitiveType() || type.isStructType() ? 1 : 2;
    if (type.isNestedType()) {
      for (NestedField child : type.asNestedType().fields()) {
        count += elements(child);
      }
    }
    return count;
  }

  private void element(NestedField field, ThriftWriter thrift) {
    Type type = field.type();
    int repetition = field.isOptional() ? OPTIONAL : REQUIRED;
    switch (type.typeId()) {
      case STRUCT -> {
        List<NestedField> children = type.asStructType().fields();
        thrift.begin();
        thrift.i32(3, repetition);
        thrift.string(4, fileName(field.name()));
        thrift.i32(5, children.size());
        thrift.i32(9, field.fieldId());
        thrift.end();
        for (NestedField child : children) {
          element(child, thrift);
        }
      }
      case LIST -> {
        repeated(field, repetition, "list", 1, LogicalTypes.LIST, thrift);
        element(type.asListType().fields().get(0), thrift);
      }
      case MAP -> {
        repeated(field, repetition, "key_value", 2, LogicalTypes.MAP, thrift);
        for (NestedField part : type.asMapType().fields()) {
          element(part, thrift);
        }
      }
      default -> {
        Leaf leaf = leaf(field, List.of(), field.name(), 0, 0);
        thrift.begin();
        thrift.i32(1, leaf.physical().number());
        if (leaf.physical() == Physical.FIXED) {
          thrift.i32(2, leaf.length());
        }
        thrift.i32(3, repetition);
        thrift.string(4, fileName(field.name()));
        LogicalTypes.write(type, field.fieldId(), thrift);
        thrift.end();
      }
    }
  }

  /** A group with a logical type, and the repeated group inside it. */
  private static void repeated(
      NestedField field,
      int repetition,
      String inner,
      int children,
      LogicalTypes.Group group,
      ThriftWriter thrift) {
    thrift.begin();
    thrift.i32(3, repetition);
    thrift.string(4, fileName(field.name()));
    thrift.i32(5, 1);
    thrift.i32(6, group.converted());
    thrift.i32(9, field.fieldId());
    thrift.begin(10);
    thrift.empty(group.logical());
    thrift.end();
    thrift.end();
    thrift.begin();
    thrift.i32(3, REPEATED);
    thrift.string(4, inner);
    thrift.i32(5, children);
    thrift.end();
  }
}
