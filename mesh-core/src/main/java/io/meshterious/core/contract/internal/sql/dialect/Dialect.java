// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.dialect;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.internal.sql.rule.Enforcement;
import io.meshterious.core.contract.internal.sql.rule.Field;
import io.meshterious.core.contract.internal.sql.rule.Holding;
import io.meshterious.core.contract.internal.sql.rule.Layout;
import io.meshterious.core.contract.internal.sql.rule.PartitionField;
import io.meshterious.core.contract.internal.sql.rule.ValueRule;
import io.meshterious.core.contract.internal.sql.table.SqlTable;
import io.meshterious.core.contract.internal.sql.table.TableName;
import io.meshterious.core.contract.sql.SqlDialect;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.core.error.MeshException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one SQL dialect can say, and how. */
public abstract class Dialect {
  private final boolean described;

  /**
   * A dialect.
   *
   * @param described whether types of objects carry the comments of what is inside them
   */
  Dialect(boolean described) {
    this.described = described;
  }

  /** The comment of something inside an object, with a space in front, where types carry it. */
  final String nestedComment(Property nested) {
    return described ? columnSuffix(nested.description()) : "";
  }

  /** Which dialect it is. */
  public abstract SqlDialect id();

  /** The product's name. */
  public abstract String label();

  /** The server types of contracts that mean this dialect. */
  public abstract List<String> serverTypes();

  /** The setting of a server that names its schema. */
  public String schemaSetting() {
    return "schema";
  }

  /**
   * The setting of a server that names what the schema is in; absent when names do not carry it.
   */
  public Optional<String> catalogSetting() {
    return Optional.empty();
  }

  // -- names and literals

  /** An identifier in quotes. */
  public abstract String quote(String identifier);

  /** Why an identifier cannot be used; empty when it can. */
  protected abstract Optional<String> unusable(String identifier, boolean column);

  /** Text in quotes. */
  public abstract String literal(String text);

  /** The name of a table in quotes. */
  public final String quote(TableName name) {
    return name.parts().stream().map(this::quote).collect(Collectors.joining("."));
  }

  /** Names in quotes, separated by commas. */
  public final String quoteAll(List<String> names) {
    return names.stream().map(this::quote).collect(Collectors.joining(", "));
  }

  /** Refuses a name that the dialect cannot hold. */
  public final void checkName(String name, boolean column, String path) {
    Optional<String> why =
        name.isEmpty()
            ? Optional.of("it is empty")
            : name.indexOf('\0') >= 0
                ? Optional.of("it contains a zero byte")
                : unusable(name, column);
    if (why.isPresent()) {
      throw new MeshException(
          ContractError.NOT_REPRESENTABLE,
          "Cannot render '"
              + path
              + "' for "
              + label()
              + ": the name '"
              + name
              + "' cannot be used because "
              + why.get()
              + "; set another physicalName");
    }
  }

  // -- types

  /** Whether a column of that property can be NOT NULL. */
  public boolean columnNotNull(Property property) {
    return true;
  }

  /** The type of a property, nested ones included. */
  public final String type(Property property) {
    DataType type = property.dataType();
    if (type instanceof DataType.Bool) {
      return bool();
    } else if (type instanceof DataType.Int it) {
      return integer(property, it);
    } else if (type instanceof DataType.Decimal it) {
      return decimal(property, it);
    } else if (type instanceof DataType.Real it) {
      return real(it.bits());
    } else if (type instanceof DataType.Text it) {
      return text(it);
    } else if (type instanceof DataType.Uuid) {
      return uuid();
    } else if (type instanceof DataType.Binary) {
      return binary();
    } else if (type instanceof DataType.Date) {
      return "DATE";
    } else if (type instanceof DataType.Time it) {
      return time(property, it);
    } else if (type instanceof DataType.Timestamp it) {
      return timestamp(property, it);
    } else if (type instanceof DataType.Struct) {
      return struct(property);
    } else if (type instanceof DataType.Array) {
      return array(property, property.items().orElseThrow());
    }
    return json();
  }

  /** The type of booleans. */
  protected String bool() {
    return "BOOLEAN";
  }

  /** The type of whole numbers. */
  protected abstract String integer(Property property, DataType.Int type);

  /** The type of exact decimals. */
  protected abstract String decimal(Property property, DataType.Decimal type);

  /** The type of floating point numbers. */
  protected abstract String real(int bits);

  /** The type of text. */
  protected abstract String text(DataType.Text type);

  /** The type of universally unique identifiers. */
  protected abstract String uuid();

  /** The type of bytes. */
  protected abstract String binary();

  /** The type of times of day. */
  protected abstract String time(Property property, DataType.Time type);

  /** The type of points in time. */
  protected abstract String timestamp(Property property, DataType.Timestamp type);

  /** The type of objects with properties. */
  protected abstract String struct(Property property);

  /** The type of arrays with items. */
  protected abstract String array(Property property, Property items);

  /** The type of any JSON value. */
  protected abstract String json();

  /** The failure that a type has no counterpart here. */
  final MeshException notRepresentable(Property property, String why, String instead) {
    return new MeshException(
        ContractError.NOT_REPRESENTABLE,
        "Cannot render '"
            + property.path()
            + "' for "
            + label()
            + ": "
            + property.dataType().label()
            + " "
            + why
            + "; "
            + instead);
  }

  /** Refuses fractions of a second that the dialect does not keep. */
  final void checkFraction(Property property, int fraction, int most) {
    if (fraction > most) {
      throw notRepresentable(
          property,
          "has more than " + most + " digits of a second",
          "use a physicalType with at most "
              + most
              + ", such as "
              + (property.dataType() instanceof DataType.Time ? "time(" : "timestamp(")
              + most
              + ")");
    }
  }

  /** Whether a nested property may not be null. */
  public static boolean required(Property parent, Property child) {
    return child.required() || parent.options().requiredProperties().contains(child.name());
  }

  // -- rules

  /** How a rule about a value is held. */
  public abstract Enforcement hold(Field field, ValueRule rule);

  /** What primary keys are worth. */
  public abstract Holding primaryKeys();

  /** What unique constraints are worth. */
  public abstract Holding uniques();

  /** What foreign keys are worth. */
  public abstract Holding foreignKeys();

  /** Whether foreign keys can be added to a table that exists. */
  public boolean addsForeignKeys() {
    return true;
  }

  /** Why foreign keys from a table to itself cannot be held; empty when they can. */
  public Optional<String> noSelfReference() {
    return Optional.empty();
  }

  /** Whether values of two column types can be compared by a foreign key. */
  public boolean comparable(String type, String other) {
    return type.equals(other);
  }

  /** Whether foreign keys profit from indexes that have to be made by hand. */
  public boolean indexesForeignKeys() {
    return false;
  }

  /** How many bytes the name of a constraint may have. */
  public int nameLimit() {
    return 63;
  }

  // -- statements

  /** How a table is partitioned and clustered. */
  public abstract Layout layout(List<PartitionField> fields);

  /** What follows the closing parenthesis of CREATE TABLE: each clause on a line of its own. */
  public List<String> tail(SqlTable table) {
    return table.layout();
  }

  /** What follows the type and NOT NULL of a column, with a space in front. */
  public String columnSuffix(Optional<String> comment) {
    return "";
  }

  /** The statements that set the comments of a table and its columns after it was made. */
  public List<String> commentStatements(SqlTable table) {
    return List.of();
  }

  /** Whether CREATE TABLE takes checks; else they are added to the table that was made. */
  public boolean inlineChecks() {
    return true;
  }

  /** Whether primary keys have names. */
  public boolean namesPrimaryKeys() {
    return true;
  }

  /** What follows an informational constraint, with a space in front. */
  public String informational() {
    return "";
  }

  /** The statement that makes a schema. */
  public String createSchema(TableName home) {
    return "CREATE SCHEMA IF NOT EXISTS " + quote(home);
  }
}
