// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.EventBuffer.Constant;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;
import java.util.Arrays;
import java.util.List;

/** One of some texts. */
public final class Choice implements TextValue {
  private final Constant[] plain;
  private final Constant[] quoted;
  private final LongValue choice;

  private Choice(Constant[] plain, Constant[] quoted, LongValue choice) {
    this.plain = plain;
    this.quoted = quoted;
    this.choice = choice;
  }

  /**
   * One of some texts.
   *
   * @param texts the texts, not escaped
   * @param choice the number of the text that a row has
   */
  public static Choice of(List<String> texts, LongValue choice) {
    List<String> escaped = texts.stream().map(Escapes::text).toList();
    return new Choice(
        escaped.stream().map(Constant::of).toArray(Constant[]::new),
        escaped.stream().map(it -> Constant.of('"' + it + '"')).toArray(Constant[]::new),
        choice);
  }

  @Override
  public void write(long row, EventBuffer out) {
    out.put(plain[(int) choice.at(row)]);
  }

  @Override
  public Choice at(LongValue rows) {
    return new Choice(plain, quoted, row -> choice.at(rows.at(row)));
  }

  /** The texts with quotes around them. */
  ShortCell quoted() {
    return of(quoted, choice);
  }

  /** One of some constants. */
  static ShortCell of(Constant[] constants, LongValue choice) {
    int most = Arrays.stream(constants).mapToInt(Constant::length).max().orElse(0);
    return new ShortCell() {
      @Override
      public int most() {
        return most;
      }

      @Override
      public int put(long row, byte[] into, int at) {
        return constants[(int) choice.at(row)].put(into, at);
      }
    };
  }
}
