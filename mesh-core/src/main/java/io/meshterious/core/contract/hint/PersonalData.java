// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.hint;

import io.meshterious.core.document.MapNode;
import java.util.Locale;
import java.util.Optional;

/**
 * What is done to personal data before it is shown.
 *
 * @param handling what is done
 * @param kind what the data is
 */
public record PersonalData(Handling handling, Optional<Kind> kind) {
  /** What is done to a value. */
  public enum Handling {
    /** Part of it is covered. */
    MASK,
    /** It is replaced by a digest. */
    HASH,
    /** It is replaced by a stand-in that can be looked up. */
    TOKENIZE,
    /** It is left out. */
    DROP,
    /** Nothing. */
    NONE
  }

  /** What personal data can be. */
  public enum Kind {
    /** A person's name. */
    NAME,
    /** A mail address. */
    EMAIL,
    /** A telephone number. */
    PHONE,
    /** A postal address. */
    ADDRESS,
    /** An identifier of a person. */
    ID,
    /** Where a person is. */
    LOCATION,
    /** Anything else. */
    OTHER
  }

  /** What a map states; empty when the handling is missing or unknown. */
  public static Optional<PersonalData> of(MapNode map) {
    Optional<Handling> handling =
        map.text("handling").flatMap(text -> constant(Handling.values(), text));
    Optional<Kind> kind = map.text("kind").flatMap(text -> constant(Kind.values(), text));
    return handling.map(it -> new PersonalData(it, kind));
  }

  private static <E extends Enum<E>> Optional<E> constant(E[] constants, String text) {
    for (E constant : constants) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }
}
