// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.csv;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A table as columns: each property that is no object is one, with dots between an object and what
 * is in it, in the contract's order. Arrays and free JSON stand in their cells as JSON. A property
 * that a row does not have is an empty cell; an empty text is {@code ""}.
 */
public final class CsvColumns {
  /** What the cells of a column hold. */
  public enum Form {
    /** A text. */
    TEXT,
    /** A number in JSON. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** Any JSON. */
    JSON
  }

  /** A property: a column, or an object with members. */
  public static final class Field {
    private final byte[] name;
    private final boolean required;
    private final int column;
    private final Form form;
    private final List<Field> members;

    /**
     * A property.
     *
     * @param name its name as JSON, with the colon
     * @param required whether it has to be there
     * @param column its column; -1 for an object
     * @param form what its cells hold
     * @param members what is in it, for an object
     */
    Field(byte[] name, boolean required, int column, Form form, List<Field> members) {
      this.name = name;
      this.required = required;
      this.column = column;
      this.form = form;
      this.members = members;
    }

    /** Its name as JSON, with the colon; not a copy. */
    public byte[] name() {
      return name;
    }

    /** Whether it has to be there. */
    public boolean required() {
      return required;
    }

    /** The number of its column, from 0; -1 for an object. */
    public int column() {
      return column;
    }

    /** What its cells hold. */
    public Form form() {
      return form;
    }

    /** What is in it, for an object. */
    public List<Field> members() {
      return members;
    }
  }

  private final List<String> header = new ArrayList<>();
  private final List<String> needed = new ArrayList<>();
  private final List<Field> fields;

  /** The columns of a table. */
  public CsvColumns(Table table) {
    fields = fields(table.properties(), List.of(), List.of(), true);
  }

  private List<Field> fields(
      List<Property> properties, List<String> above, List<String> alsoRequired, boolean always) {
    List<Field> all = new ArrayList<>();
    for (Property property : properties) {
      List<String> names = new ArrayList<>(above);
      names.add(property.name());
      boolean required = property.required() || alsoRequired.contains(property.name());
      byte[] name = member(property.name());
      DataType type = property.dataType();
      if (type instanceof DataType.Struct) {
        List<Field> members =
            fields(
                property.properties(),
                names,
                property.options().requiredProperties(),
                always && required);
        all.add(new Field(name, required, -1, Form.JSON, members));
      } else {
        all.add(new Field(name, required, header.size(), form(type), List.of()));
        header.add(String.join(".", names));
        if (required && always) {
          needed.add(String.join(".", names));
        }
      }
    }
    return all;
  }

  /** A name as JSON writes it in an object, with the colon. */
  static byte[] member(String name) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char one = name.charAt(i);
      if (one < ' ') {
        json.append(String.format(Locale.ROOT, "\\u%04x", (int) one));
      } else {
        json.append(one == '"' || one == '\\' ? "\\" : "").append(one);
      }
    }
    return json.append("\":").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static Form form(DataType type) {
    if (type instanceof DataType.Bool) {
      return Form.BOOLEAN;
    } else if (type instanceof DataType.Int
        || type instanceof DataType.Decimal
        || type instanceof DataType.Real) {
      return Form.NUMBER;
    }
    return type instanceof DataType.Array || type instanceof DataType.Json ? Form.JSON : Form.TEXT;
  }

  /** The names of the columns. */
  public List<String> header() {
    return Collections.unmodifiableList(header);
  }

  /** The names of the columns that no row may leave empty. */
  public List<String> needed() {
    return Collections.unmodifiableList(needed);
  }

  /** The properties, as they are inside each other. */
  public List<Field> fields() {
    return fields;
  }
}
