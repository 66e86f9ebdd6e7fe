// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What happens to the constraints of one kind of one table.
 *
 * @param dropped the older constraints that go
 * @param renamed the constraints that stay under another name
 * @param added the newer constraints that come
 * @param <T> the kind of constraint
 */
record ConstraintChange<T>(List<T> dropped, List<Renamed<T>> renamed, List<Added<T>> added) {
  /**
   * A constraint that stays under another name.
   *
   * @param before the older constraint
   * @param after the newer one
   * @param <T> the kind of constraint
   */
  record Renamed<T>(T before, T after) {}

  /**
   * A constraint that comes.
   *
   * @param constraint the constraint
   * @param held whether the older tables held it as well, so that the rows keep it
   * @param <T> the kind of constraint
   */
  record Added<T>(T constraint, boolean held) {}

  /**
   * Compares.
   *
   * @param name the name of a constraint
   * @param same whether two constraints of the same name demand the same
   * @param implied whether rows that keep the first keep the second
   * @param touched whether a newer constraint has to be made anew although it demands the same
   */
  static <T> ConstraintChange<T> of(
      List<T> before,
      List<T> renamed,
      List<T> after,
      Function<T, String> name,
      BiPredicate<T, T> same,
      BiPredicate<T, T> implied,
      Predicate<T> touched) {
    List<T> dropped = new ArrayList<>(before);
    List<Renamed<T>> kept = new ArrayList<>();
    List<Added<T>> added = new ArrayList<>();
    for (T constraint : after) {
      int place = 0;
      while (place < renamed.size()
          && !name.apply(renamed.get(place)).equals(name.apply(constraint))) {
        place++;
      }
      if (place == renamed.size()) {
        added.add(new Added<>(constraint, false));
      } else if (!same.test(renamed.get(place), constraint) || touched.test(constraint)) {
        added.add(new Added<>(constraint, implied.test(renamed.get(place), constraint)));
      } else {
        dropped.remove(before.get(place));
        if (!name.apply(before.get(place)).equals(name.apply(constraint))) {
          kept.add(new Renamed<>(before.get(place), constraint));
        }
      }
    }
    return new ConstraintChange<>(dropped, kept, added);
  }
}
