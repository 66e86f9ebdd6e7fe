// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.engine;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes names and values into SQL so that they cannot be read as anything else. */
public final class Sql {
  private Sql() {}

  /** A name as a quoted identifier. */
  public static String quote(String identifier) {
    if (identifier.isEmpty() || identifier.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a name: '" + identifier + "'");
    }
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A text as a string literal. */
  public static String literal(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a text with a NUL character cannot be a literal");
    }
    return '\'' + text.replace("'", "''") + '\'';
  }

  /** Texts as a list literal: {@code ['a', 'b']}. */
  public static String list(Iterable<String> texts) {
    return StreamSupport.stream(texts.spliterator(), false)
        .map(Sql::literal)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
