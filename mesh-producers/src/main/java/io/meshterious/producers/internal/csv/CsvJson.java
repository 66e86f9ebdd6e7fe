// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.csv;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.internal.json.JsonCheck;
import io.meshterious.producers.internal.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Records of comma-separated values as the JSON of their rows. For one thread at a time. */
public final class CsvJson {
  private static final int UNIT_SEPARATOR = 0x1F;

  private final CsvTable table;
  private final int[] cells;
  private final int width;
  private final JsonCheck check = new JsonCheck();
  private int filled;
  private Optional<String> problem = Optional.empty();

  /**
   * Records of a table.
   *
   * @param columns for each cell of a record, the table's column it is for; empty for none
   */
  public CsvJson(CsvTable table, List<Optional<String>> columns) {
    this.table = table;
    this.width = columns.size();
    this.cells = new int[table.header().size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = columns.indexOf(Optional.of(table.header().get(i)));
    }
  }

  /** Writes a record's JSON; what is wrong with the record, when something is. */
  public Optional<String> write(CsvRecord record, EventBuffer out) {
    if (record.cells() != width) {
      return Optional.of("it has " + record.cells() + " cells, and the header " + width);
    } else if (!Utf8.valid(record.bytes(), 0, record.length())) {
      return Optional.of("it is not in UTF-8");
    }
    problem = Optional.empty();
    filled = 0;
    out.put('{');
    members(table.fields(), record, out);
    out.put('}');
    return problem;
  }

  /** Writes what is there of some properties. */
  private void members(List<CsvTable.Field> fields, CsvRecord record, EventBuffer out) {
    boolean any = false;
    for (CsvTable.Field field : fields) {
      int before = out.length();
      if (any) {
        out.put(',');
      }
      out.put(field.name());
      boolean there =
          field.column() < 0
              ? object(field, record, out)
              : value(field, cells[field.column()], record, out);
      if (there) {
        any = true;
      } else {
        out.truncate(before);
      }
    }
  }

  /** Writes an object; whether a cell of it is filled, or it has to be there. */
  private boolean object(CsvTable.Field field, CsvRecord record, EventBuffer out) {
    int before = filled;
    out.put('{');
    members(field.members(), record, out);
    out.put('}');
    return filled > before || field.required();
  }

  private boolean value(CsvTable.Field field, int cell, CsvRecord record, EventBuffer out) {
    if (cell < 0 || record.absent(cell)) {
      return false;
    }
    filled++;
    byte[] bytes = record.bytes();
    int from = record.from(cell);
    int to = record.to(cell);
    switch (field.form()) {
      case TEXT -> text(bytes, from, to, out);
      case NUMBER -> {
        if (from == to || JsonCheck.number(bytes, from, to) != to) {
          wrong(field, "is no number");
        }
        copy(bytes, from, to, out);
      }
      case BOOLEAN -> {
        String flag = record.text(cell).toLowerCase(Locale.ROOT);
        if (!flag.equals("true") && !flag.equals("false")) {
          wrong(field, "is neither true nor false");
        }
        out.put(flag.getBytes(StandardCharsets.UTF_8));
      }
      case JSON -> {
        check.value(bytes, from, to).ifPresent(why -> wrong(field, "is no JSON: " + why));
        copy(bytes, from, to, out);
      }
    }
    return true;
  }

  private void wrong(CsvTable.Field field, String why) {
    if (problem.isEmpty()) {
      problem = Optional.of("its '" + table.header().get(field.column()) + "' " + why);
    }
  }

  private static void copy(byte[] bytes, int from, int to, EventBuffer out) {
    int at = out.reserve(to - from);
    System.arraycopy(bytes, from, out.array(), at, to - from);
    out.end(at + to - from);
  }

  private static void text(byte[] bytes, int from, int to, EventBuffer out) {
    out.put('"');
    int plain = from;
    for (int i = from; i < to; i++) {
      byte one = bytes[i];
      boolean control = one >= 0 && one <= UNIT_SEPARATOR;
      if (control || one == '"' || one == '\\') {
        copy(bytes, plain, i, out);
        plain = i + 1;
        out.put('\\');
        if (control) {
          out.put('u');
          out.putHex(one, 4);
        } else {
          out.put(one);
        }
      }
    }
    copy(bytes, plain, to, out);
    out.put('"');
  }
}
