// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern;

import io.meshterious.core.error.MeshException;

/** A pattern that Mesh does not accept; the message names the construct and its offset. */
public final class PatternException extends MeshException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 100;

  private final int offset;

  /**
   * A refusal of one construct.
   *
   * @param code what kind of refusal
   * @param pattern the whole pattern; long ones are shortened in the message
   * @param construct what is refused, such as {@code back reference '\1'}
   * @param offset where it begins, counted in UTF-16 units from 0
   * @param why the rest of the sentence, such as {@code cannot be matched in linear time}
   */
  public PatternException(
      PatternError code, String pattern, String construct, int offset, String why) {
    super(
        code,
        "Cannot use pattern '"
            + (pattern.length() <= SHOWN ? pattern : pattern.substring(0, SHOWN) + "…")
            + "': "
            + construct
            + " at offset "
            + offset
            + " "
            + why);
    this.offset = offset;
  }

  /** Where the refused construct begins in the pattern, counted in UTF-16 units from 0. */
  public int offset() {
    return offset;
  }
}
