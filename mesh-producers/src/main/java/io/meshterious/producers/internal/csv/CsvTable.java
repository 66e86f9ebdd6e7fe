// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.csv;

import io.meshterious.core.contract.Table;
import io.meshterious.core.csv.CsvColumns;
import io.meshterious.core.csv.CsvColumns.Field;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.internal.json.JsonPath;
import io.meshterious.producers.internal.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Rows of a table as records of comma-separated values. For one thread at a time. */
public final class CsvTable {
  private final CsvColumns columns;
  private final List<String> header;
  private final List<Field> fields;
  private final int[] starts;
  private final int[] ends;

  /** The columns of a table. */
  public CsvTable(Table table) {
    columns = new CsvColumns(table);
    header = columns.header();
    fields = columns.fields();
    starts = new int[header.size()];
    ends = new int[header.size()];
  }

  /** The columns. */
  public CsvColumns columns() {
    return columns;
  }

  /** Writes the names of the columns, without a line break. */
  public void writeHeader(EventBuffer out) {
    for (int i = 0; i < header.size(); i++) {
      if (i > 0) {
        out.put(',');
      }
      byte[] name = header.get(i).getBytes(StandardCharsets.UTF_8);
      cell(name, 0, name.length, out);
    }
  }

  /** Writes the cells of a row, without a line break. */
  public void write(byte[] json, EventBuffer out) {
    Arrays.fill(ends, 0);
    find(json, JsonPath.space(json, 0), fields);
    for (int i = 0; i < ends.length; i++) {
      if (i > 0) {
        out.put(',');
      }
      int from = starts[i];
      if (ends[i] > 0 && json[from] == '"') {
        text(json, from, ends[i], out);
      } else if (ends[i] > 0 && json[from] != 'n') {
        cell(json, from, ends[i], out);
      }
    }
  }

  /** Finds the values of an object that begins here; the place after it. */
  private int find(byte[] json, int brace, List<Field> members) {
    int guess = 0;
    int at = JsonPath.space(json, brace + 1);
    while (json[at] == '"') {
      int nameEnd = JsonPath.string(json, at);
      int value = JsonPath.space(json, JsonPath.space(json, nameEnd) + 1);
      int found = member(json, at, nameEnd, members, guess);
      int end;
      if (found >= 0 && members.get(found).column() < 0 && json[value] == '{') {
        end = find(json, value, members.get(found).members());
      } else {
        end = JsonPath.value(json, value);
        if (found >= 0 && members.get(found).column() >= 0) {
          starts[members.get(found).column()] = value;
          ends[members.get(found).column()] = end;
        }
      }
      guess = found + 1;
      at = JsonPath.space(json, end);
      if (json[at] == ',') {
        at = JsonPath.space(json, at + 1);
      }
    }
    return at + 1;
  }

  /** Which of some members has a name; they usually come in their order. */
  private static int member(byte[] json, int from, int to, List<Field> members, int guess) {
    for (int i = 0; i < members.size(); i++) {
      int candidate = (guess + i) % members.size();
      byte[] name = members.get(candidate).name();
      if (Arrays.equals(json, from, to, name, 0, name.length - 1)) {
        return candidate;
      }
    }
    String name = JsonText.read(json, from, to);
    byte[] plain = JsonText.write(name);
    boolean escaped = !Arrays.equals(json, from, to, plain, 0, plain.length);
    return escaped ? member(plain, 0, plain.length, members, guess) : -1;
  }

  private static void text(byte[] json, int from, int to, EventBuffer out) {
    for (int i = from; i < to; i++) {
      if (json[i] == '\\') {
        byte[] plain = JsonText.read(json, from, to).getBytes(StandardCharsets.UTF_8);
        cell(plain, 0, plain.length, out);
        return;
      }
    }
    cell(json, from + 1, to - 1, out);
  }

  private static void cell(byte[] bytes, int from, int to, EventBuffer out) {
    boolean quoted = from == to;
    for (int i = from; i < to; i++) {
      byte one = bytes[i];
      quoted |= one == ',' || one == '"' || one == '\n' || one == '\r';
    }
    if (!quoted) {
      int at = out.reserve(to - from);
      System.arraycopy(bytes, from, out.array(), at, to - from);
      out.end(at + to - from);
      return;
    }
    out.put('"');
    for (int i = from; i < to; i++) {
      if (bytes[i] == '"') {
        out.put('"');
      }
      out.put(bytes[i]);
    }
    out.put('"');
  }
}
