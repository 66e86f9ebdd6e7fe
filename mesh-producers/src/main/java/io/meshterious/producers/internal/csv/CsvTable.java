// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.csv;

import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.type.DataType;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.internal.json.JsonPath;
import io.meshterious.producers.internal.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table as columns: each property that is no object is one, with dots between an object and what
 * is in it, in the contract's order. Arrays and free JSON stand in their cells as JSON. A property
 * that a row does not have is an empty cell; an empty text is {@code ""}.
 */
public final class CsvTable {
  /** What the cells of a column hold. */
  enum Form {
    TEXT,
    NUMBER,
    BOOLEAN,
    JSON
  }

  /**
   * A property.
   *
   * @param name its name as JSON, with the colon
   * @param required whether it has to be there
   * @param column its column; -1 for an object
   * @param form what its cells hold
   * @param members what is in it, for an object
   */
  record Field(byte[] name, boolean required, int column, Form form, List<Field> members) {}

  private final List<String> header = new ArrayList<>();
  private final List<JsonPath> paths = new ArrayList<>();
  private final List<String> needed = new ArrayList<>();
  private final List<Field> fields;

  /** The columns of a table. */
  public CsvTable(Table table) {
    fields = fields(table.properties(), List.of(), List.of(), true);
  }

  private List<Field> fields(
      List<Property> properties, List<String> above, List<String> alsoRequired, boolean always) {
    List<Field> all = new ArrayList<>();
    for (Property property : properties) {
      List<String> names = new ArrayList<>(above);
      names.add(property.name());
      boolean required = property.required() || alsoRequired.contains(property.name());
      byte[] quoted = JsonText.write(property.name());
      byte[] name =
          new String(quoted, StandardCharsets.UTF_8).concat(":").getBytes(StandardCharsets.UTF_8);
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
        paths.add(new JsonPath(names));
        if (required && always) {
          needed.add(String.join(".", names));
        }
      }
    }
    return all;
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
    return header;
  }

  /** The names of the columns that no row may leave empty. */
  public List<String> needed() {
    return needed;
  }

  List<Field> fields() {
    return fields;
  }

  /** Writes the names of the columns, without a line break. */
  public void writeHeader(EventBuffer out) {
    for (int i = 0; i < header.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      cell(header.get(i).getBytes(StandardCharsets.UTF_8), out);
    }
  }

  /** Writes the cells of a row, without a line break. */
  public void write(byte[] json, EventBuffer out) {
    for (int i = 0; i < paths.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      paths
          .get(i)
          .find(json)
          .filter(it -> json[it.value()] != 'n')
          .ifPresent(it -> cell(plain(json, it), out));
    }
  }

  private static byte[] plain(byte[] json, JsonPath.Member member) {
    return json[member.value()] == '"'
        ? JsonText.read(json, member.value(), member.end()).getBytes(StandardCharsets.UTF_8)
        : Arrays.copyOfRange(json, member.value(), member.end());
  }

  private static void cell(byte[] bytes, EventBuffer out) {
    boolean quoted = bytes.length == 0;
    for (byte one : bytes) {
      quoted |= one == ',' || one == '"' || one == '\n' || one == '\r';
    }
    if (!quoted) {
      out.put(bytes);
      return;
    }
    out.put('"');
    for (byte one : bytes) {
      if (one == '"') {
        out.put('"');
      }
      out.put(one);
    }
    out.put('"');
  }
}
