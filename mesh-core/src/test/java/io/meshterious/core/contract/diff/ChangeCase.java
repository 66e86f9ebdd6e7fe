// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

/**
 * One change of the base contract and what the diff says about it.
 *
 * @param kind the kind it has
 * @param path where
 * @param impacts what it means for readers and for writers: B breaking, C compatible, - cosmetic
 * @param what the words
 * @param older the older text
 * @param newer the newer text
 */
record ChangeCase(
    ChangeKind kind, String path, String impacts, String what, String older, String newer) {
  static ChangeCase of(
      ChangeKind kind, String path, String impacts, String what, String... replacements) {
    return new ChangeCase(kind, path, impacts, what, Edits.BASE, Edits.edited(replacements));
  }

  /** The same texts the other way round. */
  ChangeCase back(ChangeKind backKind, String backPath, String backImpacts, String backWhat) {
    return new ChangeCase(
        backKind, backPath, backImpacts, backWhat, /* older= */ newer, /* newer= */ older);
  }

  Impact readers() {
    return impact(impacts.charAt(0));
  }

  Impact writers() {
    return impact(impacts.charAt(1));
  }

  private static Impact impact(char letter) {
    return switch (letter) {
      case 'B' -> Impact.BREAKING;
      case 'C' -> Impact.COMPATIBLE;
      case '-' -> Impact.COSMETIC;
      default -> throw new IllegalArgumentException("Invalid impact: " + letter);
    };
  }

  @Override
  public String toString() {
    return kind + " " + path;
  }
}
