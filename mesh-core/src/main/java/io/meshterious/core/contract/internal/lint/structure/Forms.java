// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.structure;

import java.util.List;

/** The value types that the grammar uses again and again. */
final class Forms {
  /** Any text. */
  static final ValueType TEXT = new ValueType.Text();

  /** A list of texts. */
  static final ValueType TEXTS = list(TEXT);

  /** True or false. */
  static final ValueType FLAG = new ValueType.Flag();

  /** Any number. */
  static final ValueType NUMBER = new ValueType.Num(false);

  /** One of a few texts. */
  static ValueType choice(String... values) {
    return new ValueType.Choice(List.of(values), List.of());
  }

  /** A list of any length. */
  static ValueType list(ValueType item) {
    return new ValueType.Items(item, 0, Integer.MAX_VALUE, false);
  }

  /** A list of maps of one kind. */
  static ValueType elements(Kind kind) {
    return list(new ValueType.Element(() -> kind));
  }

  private Forms() {}
}
