// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

/** The sets behind {@code .}, {@code \d}, {@code \w} and {@code \s}, as ECMA-262 defines them. */
final class NamedClasses {
  static final CodePoints DIGIT = CodePoints.range('0', '9');

  static final CodePoints WORD = CodePoints.ofRanges('0', '9', 'A', 'Z', '_', '_', 'a', 'z');

  /** White space and line terminators; the same in every Unicode version since 6.3. */
  static final CodePoints SPACE =
      CodePoints.ofRanges(
          0x09, 0x0D, 0x20, 0x20, 0xA0, 0xA0, 0x1680, 0x1680, 0x2000, 0x200A, 0x2028, 0x2029,
          0x202F, 0x202F, 0x205F, 0x205F, 0x3000, 0x3000, 0xFEFF, 0xFEFF);

  /** Everything but the four line terminators. */
  static final CodePoints DOT =
      CodePoints.ofRanges('\n', '\n', '\r', '\r', 0x2028, 0x2029).complement();

  private NamedClasses() {}
}
