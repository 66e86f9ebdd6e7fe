// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Records of comma-separated values as the JSON of their rows. For one thread at a time. */
public final class CsvJson {
  private static final int UNIT_SEPARATOR = 0x1F;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  @SuppressWarnings("ArrayRecordComponent") // It is written, and compared with nothing.
  private record Unknown(byte[] name, int cell) {}

  private final CsvColumns table;
  private final List<Unknown> unknown = new ArrayList<>();
  private final int[] cells;
  private final int width;
  private final CellCheck check;
  private int filled;
  private Optional<String> problem = Optional.empty();

  /**
   * Records of a table.
   *
   * @param table the table
   * @param columns for each cell of a record, the table's column it is for; empty for none. A name
   *     that the table does not have becomes a member of its own, with a text
   * @param check tells whether cells are JSON
   */
  public CsvJson(CsvColumns table, List<Optional<String>> columns, CellCheck check) {
    this.table = table;
    this.check = check;
    for (int i = 0; i < columns.size(); i++) {
      Optional<String> name = columns.get(i).filter(it -> !table.header().contains(it));
      if (name.isPresent()) {
        unknown.add(new Unknown(CsvColumns.member(name.get()), i));
      }
    }
    this.width = columns.size();
    this.cells = new int[table.header().size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = columns.indexOf(Optional.of(table.header().get(i)));
    }
  }

  /** Writes a record's JSON; what is wrong with the record, when something is. */
  public Optional<String> write(CsvRecord record, JsonOutput out) {
    if (record.cells() != width) {
      return Optional.of("it has " + record.cells() + " cells, and the header " + width);
    }
    problem = Optional.empty();
    filled = 0;
    out.put('{');
    int start = out.length();
    members(table.fields(), record, out);
    for (Unknown cell : unknown) {
      if (!record.absent(cell.cell())) {
        if (out.length() > start) {
          out.put(',');
        }
        out.put(cell.name(), 0, cell.name().length);
        text(record.bytes(), record.from(cell.cell()), record.to(cell.cell()), out);
      }
    }
    out.put('}');
    return problem;
  }

  /** Writes what is there of some properties. */
  private void members(List<CsvColumns.Field> fields, CsvRecord record, JsonOutput out) {
    boolean any = false;
    for (CsvColumns.Field field : fields) {
      int before = out.length();
      if (any) {
        out.put(',');
      }
      out.put(field.name(), 0, field.name().length);
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
  private boolean object(CsvColumns.Field field, CsvRecord record, JsonOutput out) {
    int before = filled;
    out.put('{');
    members(field.members(), record, out);
    out.put('}');
    return filled > before || field.required();
  }

  private boolean value(CsvColumns.Field field, int cell, CsvRecord record, JsonOutput out) {
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
        if (!number(bytes, from, to)) {
          wrong(field, "is no number");
        }
        out.put(bytes, from, to);
      }
      case BOOLEAN -> {
        String flag = record.text(cell).toLowerCase(Locale.ROOT);
        if (!flag.equals("true") && !flag.equals("false")) {
          wrong(field, "is neither true nor false");
        }
        byte[] word = flag.equals("true") ? TRUE : FALSE;
        out.put(word, 0, word.length);
      }
      case JSON -> {
        check.problem(bytes, from, to).ifPresent(why -> wrong(field, "is no JSON: " + why));
        out.put(bytes, from, to);
      }
    }
    return true;
  }

  private void wrong(CsvColumns.Field field, String why) {
    if (problem.isEmpty()) {
      problem = Optional.of("its '" + table.header().get(field.column()) + "' " + why);
    }
  }

  /** Whether a cell is JSON that begins and ends as only numbers do. */
  private boolean number(byte[] bytes, int from, int to) {
    return from < to
        && (bytes[from] == '-' || digit(bytes[from]))
        && digit(bytes[to - 1])
        && check.problem(bytes, from, to).isEmpty();
  }

  private static boolean digit(byte one) {
    return one >= '0' && one <= '9';
  }

  private static void text(byte[] bytes, int from, int to, JsonOutput out) {
    out.put('"');
    int plain = from;
    for (int i = from; i < to; i++) {
      byte one = bytes[i];
      boolean control = one >= 0 && one <= UNIT_SEPARATOR;
      if (control || one == '"' || one == '\\') {
        out.put(bytes, plain, i);
        plain = i + 1;
        out.put('\\');
        if (control) {
          out.put('u');
          out.put('0');
          out.put('0');
          out.put(HEX[one >> 4]);
          out.put(HEX[one & 0xF]);
        } else {
          out.put(one);
        }
      }
    }
    out.put(bytes, plain, to);
    out.put('"');
  }
}
