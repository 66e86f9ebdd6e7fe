// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql;

/** Statements and comments as one text. */
public final class Script {
  private final StringBuilder text = new StringBuilder();

  /** Adds a comment of one line, whatever the text contains. */
  public void comment(String comment) {
    text.append("-- ").append(comment.replaceAll("\\R|\\p{Cntrl}", " ")).append('\n');
  }

  /** Adds a statement and its semicolon. */
  public void statement(String statement) {
    text.append(statement).append(";\n");
  }

  /** Adds an empty line. */
  public void space() {
    text.append('\n');
  }

  /** The text so far. */
  public String text() {
    return text.toString();
  }
}
