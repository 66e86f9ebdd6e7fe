// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.property;

import io.meshterious.core.contract.type.DataType;
import java.util.OptionalInt;

/** How the values of a newer type relate to those of an older one. */
enum TypeRelation {
  /** The same values. */
  SAME,
  /** All old values and more. */
  WIDER,
  /** Only some of the old values. */
  NARROWER,
  /** The same, but of another zone. */
  OTHER_ZONE,
  /** Values in another form. */
  OTHER;

  private static final int UUID_LENGTH = 36;

  /** How a newer type relates to an older one; what is inside objects and arrays does not count. */
  static TypeRelation of(DataType older, DataType newer) {
    boolean holds = holds(newer, older);
    boolean heldBy = holds(older, newer);
    if (holds || heldBy) {
      return holds && heldBy ? SAME : holds ? WIDER : NARROWER;
    }
    boolean timestamps = older instanceof DataType.Timestamp && newer instanceof DataType.Timestamp;
    return timestamps
            && ((DataType.Timestamp) older).zoned() != ((DataType.Timestamp) newer).zoned()
        ? OTHER_ZONE
        : OTHER;
  }

  /** Whether every value of the smaller type is one of the larger. */
  private static boolean holds(DataType larger, DataType smaller) {
    if (larger.equals(smaller)) {
      return true;
    } else if (larger instanceof DataType.Json) {
      return smaller instanceof DataType.Struct || smaller instanceof DataType.Array;
    } else if (larger instanceof DataType.Struct) {
      return smaller instanceof DataType.Struct;
    } else if (larger instanceof DataType.Array) {
      return smaller instanceof DataType.Array;
    } else if (smaller instanceof DataType.Int integer) {
      return holdsInteger(larger, integer);
    } else if (larger instanceof DataType.Decimal wide
        && smaller instanceof DataType.Decimal narrow) {
      return wide.scale() >= narrow.scale()
          && wide.precision() - wide.scale() >= narrow.precision() - narrow.scale();
    } else if (larger instanceof DataType.Real wide && smaller instanceof DataType.Real narrow) {
      return wide.bits() >= narrow.bits();
    } else if (larger instanceof DataType.Text text) {
      return holdsText(text.maxLength(), smaller);
    } else if (larger instanceof DataType.Time fine && smaller instanceof DataType.Time coarse) {
      return fine.fraction() >= coarse.fraction();
    }
    return larger instanceof DataType.Timestamp fine
        && smaller instanceof DataType.Timestamp coarse
        && fine.zoned() == coarse.zoned()
        && fine.fraction() >= coarse.fraction();
  }

  private static boolean holdsInteger(DataType larger, DataType.Int integer) {
    if (larger instanceof DataType.Int wide) {
      return wide.signed() == integer.signed()
          ? wide.bits() >= integer.bits()
          : wide.signed() && wide.bits() > integer.bits();
    } else if (larger instanceof DataType.Real real) {
      return integer.bits() <= (real.bits() == 32 ? 16 : 32);
    }
    return larger instanceof DataType.Decimal decimal
        && decimal.precision() - decimal.scale() >= digits(integer);
  }

  private static int digits(DataType.Int integer) {
    return switch (integer.bits()) {
      case 8 -> 3;
      case 16 -> 5;
      case 32 -> 10;
      case 64 -> integer.signed() ? 19 : 20;
      default -> 39;
    };
  }

  private static boolean holdsText(OptionalInt longest, DataType smaller) {
    if (smaller instanceof DataType.Uuid) {
      return longest.orElse(UUID_LENGTH) >= UUID_LENGTH;
    }
    return smaller instanceof DataType.Text text
        && (longest.isEmpty()
            || (text.maxLength().isPresent() && longest.getAsInt() >= text.maxLength().getAsInt()));
  }
}
