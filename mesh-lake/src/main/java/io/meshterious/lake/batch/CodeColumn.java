// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.batch;

import java.util.Arrays;
import org.apache.iceberg.types.Types.NestedField;

/** Values of type {@code string} that repeat often: each is a code, which a dictionary resolves. */
public final class CodeColumn extends Column {
  private final Dictionary dictionary;
  private int[] codes = new int[16];

  CodeColumn(NestedField field, Dictionary dictionary) {
    super(field);
    this.dictionary = dictionary;
  }

  /** What the codes stand for. */
  public Dictionary dictionary() {
    return dictionary;
  }

  /** The codes; the first {@link #size()} of them count. */
  public int[] codes() {
    return codes;
  }

  /** Appends a code of the dictionary. */
  public void append(int code) {
    int slot = grown();
    if (slot == codes.length) {
      codes = Arrays.copyOf(codes, longer(slot, slot + 1));
    }
    codes[slot] = code;
  }

  @Override
  void appendEmpty() {
    append(0);
  }

  @Override
  void copy(Column source, int index) {
    CodeColumn other = (CodeColumn) source;
    int code = other.codes[index];
    append(other.dictionary == dictionary ? code : dictionary.add(other.dictionary, code));
  }
}
