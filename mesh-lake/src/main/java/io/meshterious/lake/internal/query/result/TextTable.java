// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.result;

import io.meshterious.lake.query.ResultColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows as a table of text: numbers to the right, wide columns cut, a count below. */
public final class TextTable {
  private static final int LEAST_WIDTH = 5;
  private static final Set<String> NUMBERS =
      Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE");

  private final List<ResultColumn> columns;
  private final List<List<@Nullable Object>> rows;
  private final long count;

  /** A table of the first of so many rows. */
  public TextTable(List<ResultColumn> columns, List<List<@Nullable Object>> rows, long count) {
    this.columns = columns;
    this.rows = rows;
    this.count = count;
  }

  /** The table in lines of at most so many characters, if the columns can be cut so far. */
  public String render(int width) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns.stream().map(column -> TextValues.line(column.name())).toList());
    for (List<@Nullable Object> row : rows) {
      List<String> line = new ArrayList<>();
      for (Object value : row) {
        line.add(value == null ? "null" : TextValues.line(TextValues.text(value)));
      }
      cells.add(line);
    }
    int[] widths = widths(cells, width);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line(text, cells.get(i), widths);
      if (i == 0) {
        rule(text, widths);
      }
    }
    text.append(count == 1 ? "1 row" : count + " rows");
    if (count > rows.size()) {
      text.append(", the first ").append(rows.size()).append(" shown");
    }
    return text.append(System.lineSeparator()).toString();
  }

  private int[] widths(List<List<String>> cells, int limit) {
    int[] widths = new int[columns.size()];
    int total = Math.max(0, 3 * (widths.length - 1));
    for (int i = 0; i < widths.length; i++) {
      for (List<String> line : cells) {
        widths[i] = Math.max(widths[i], length(line.get(i)));
      }
      total += widths[i];
    }
    while (total > limit) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths.length == 0 || widths[widest] <= LEAST_WIDTH) {
        break;
      }
      widths[widest]--;
      total--;
    }
    return widths;
  }

  private void line(StringBuilder text, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String type = columns.get(i).type();
      boolean right = NUMBERS.contains(type) || type.startsWith("DECIMAL");
      String cell = cut(cells.get(i), widths[i]);
      String blanks = " ".repeat(widths[i] - length(cell));
      line.append(i == 0 ? "" : " | ").append(right ? blanks + cell : cell + blanks);
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }

  private static void rule(StringBuilder text, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      text.append(i == 0 ? "" : "-+-").append("-".repeat(widths[i]));
    }
    text.append(System.lineSeparator());
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String cut(String text, int width) {
    if (length(text) <= width) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }
}
