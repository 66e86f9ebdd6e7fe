// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.Node;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a command prints.
 *
 * @param out what was asked for
 * @param err what went wrong
 * @param colour whether a person looks at what was asked for
 * @param progress whether a person looks at what went wrong, and may be shown how far it came
 */
public record Output(PrintWriter out, PrintWriter err, boolean colour, boolean progress) {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

  /** Why a command has nothing to do in a folder. */
  public static final String NO_CONTRACTS =
      "there is no contract in this folder; contracts are named *.odcs.yaml, *.odcs.yml or *.odcs.json";

  /** How a command prints what was asked for. */
  public enum Format {
    /** For people. */
    TEXT,
    /** For scripts. */
    JSON
  }

  /** Without anybody who looks at how far it came. */
  public Output(PrintWriter out, PrintWriter err, boolean colour) {
    this(out, err, colour, false);
  }

  /** The same for a command whose output is data: what it says goes where errors go. */
  public Output toError() {
    return new Output(err, err, progress, progress);
  }

  /** Prints a line. */
  public void line(String text) {
    out.println(text);
  }

  /** Prints an empty line. */
  public void line() {
    out.println();
  }

  /** Prints a tree as JSON. */
  public void json(Node node) {
    out.print(Document.write(node, DocumentFormat.JSON));
  }

  /** Prints what went wrong. */
  public void error(String message) {
    err.println(red("mesh: ") + visible(message));
    err.flush();
  }

  /** A message in which no text of a contract can steer the terminal. */
  private static String visible(String message) {
    return CONTROL
        .matcher(message)
        .replaceAll(it -> String.format(Locale.ROOT, "\\\\u%04x", (int) it.group().charAt(0)));
  }

  /** Text that stands out. */
  public String bold(String text) {
    return painted("1", text);
  }

  /** Text that stands back. */
  public String dim(String text) {
    return painted("2", text);
  }

  /** Text in red. */
  public String red(String text) {
    return painted("31", text);
  }

  /** Text in yellow. */
  public String yellow(String text) {
    return painted("33", text);
  }

  /** Text in green. */
  public String green(String text) {
    return painted("32", text);
  }

  private String painted(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /**
   * Prints rows in columns that are as wide as their widest value; the first row is the heading.
   */
  public void table(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = row.get(i).length();
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    for (int r = 0; r < rows.size(); r++) {
      StringBuilder text = new StringBuilder();
      List<String> row = rows.get(r);
      for (int i = 0; i < row.size(); i++) {
        text.append("  ")
            .append(row.get(i))
            .append(" ".repeat(widths.get(i) - row.get(i).length()));
      }
      String shown = text.toString().stripTrailing();
      line(r == 0 ? bold(shown) : shown);
    }
  }

  /** A number with its noun, such as {@code 1 error} or {@code 3 errors}. */
  public static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d ", number) + noun + (number == 1 ? "" : "s");
  }
}
