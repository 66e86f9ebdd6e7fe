// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.dialect;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.error.MeshException;

/** The ways in which dialects put names and texts into quotes. */
final class Quoting {
  private Quoting() {}

  /** A name in double quotes, which are doubled inside. */
  static String doubled(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A name in backticks, which are doubled inside. */
  static String backticked(String identifier) {
    return '`' + identifier.replace("`", "``") + '`';
  }

  /** Text in single quotes, which are doubled inside; nothing else is special. */
  static String standard(Dialect dialect, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new MeshException(
          ContractError.NOT_REPRESENTABLE,
          "Cannot render a text for "
              + dialect.label()
              + ": it contains a zero byte; remove it from the contract");
    }
    return '\'' + text.replace("'", "''") + '\'';
  }

  /** Text in single quotes, where a backslash makes special characters plain. */
  static String escaped(String text) {
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\'' -> quoted.append("\\'");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\0' -> quoted.append("\\u0000");
        default -> quoted.append(c);
      }
    }
    return quoted.append('\'').toString();
  }
}
