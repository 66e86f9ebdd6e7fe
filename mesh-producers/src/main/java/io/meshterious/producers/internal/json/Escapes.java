// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.column.TextValue;

/** Texts as they stand between the quotes of JSON. */
public final class Escapes {
  private Escapes() {}

  /** The text with quotes, backslashes and control characters escaped. */
  public static String text(String plain) {
    return TextValue.escaped(plain);
  }
}
