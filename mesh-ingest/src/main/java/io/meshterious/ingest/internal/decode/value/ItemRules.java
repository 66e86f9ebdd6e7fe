// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.core.contract.TypeOptions;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.JsonReader;
import java.util.HashSet;
import java.util.List;

/**
 * What the items of an array have to be together.
 *
 * @param least how many there are at least
 * @param most how many there are at most
 * @param differ whether no two are the same
 */
record ItemRules(int least, int most, boolean differ) {
  static ItemRules of(TypeOptions options) {
    return new ItemRules(
        options.minItems().orElse(0),
        options.maxItems().orElse(Integer.MAX_VALUE),
        options.uniqueItems());
  }

  /** Whether so many are allowed. */
  boolean allow(int count) {
    return count >= least && count <= most;
  }

  /** Whether an array that is valid JSON is allowed; says why when it is not. */
  boolean check(JsonReader in, ValueReader reader, int at, int end) {
    if (least == 0 && most == Integer.MAX_VALUE && !differ || end > in.end()) {
      return true;
    }
    List<String> items = new PlainJson().items(in, at, end);
    if (!allow(items.size())) {
      reader.fail(in, DecodeError.ITEMS_WRONG, at, countProblem());
      return false;
    } else if (differ && new HashSet<>(items).size() < items.size()) {
      reader.fail(in, DecodeError.ITEMS_WRONG, at, "two of its items are the same");
      return false;
    }
    return true;
  }

  /** What is wrong with a number of items. */
  private String countProblem() {
    return most == Integer.MAX_VALUE
        ? "it has fewer than " + least + " items"
        : "it has not " + least + " to " + most + " items";
  }
}
