// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.core.contract.TypeOptions;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.JsonReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many fields an object has, and which of those that the contract does not describe.
 *
 * @param least how many it has at least
 * @param most how many it has at most
 * @param required those it has to have
 */
record FieldRules(int least, int most, List<String> required) {
  static FieldRules of(TypeOptions options) {
    return new FieldRules(
        options.minProperties().orElse(0),
        options.maxProperties().orElse(Integer.MAX_VALUE),
        options.requiredProperties());
  }

  /** Whether so many are allowed; says why when they are not. */
  boolean checkCount(JsonReader in, String path, int at, int count) {
    if (count >= least && count <= most) {
      return true;
    }
    in.finding()
        .fail(
            DecodeError.FIELD_COUNT_WRONG,
            path,
            at,
            count < least
                ? "it has fewer than " + least + " fields"
                : "it has more than " + most + " fields");
    return false;
  }

  /** Whether an object that is valid JSON is allowed; says why when it is not. */
  boolean check(JsonReader in, ValueReader reader, int at, int end) {
    if (least == 0 && most == Integer.MAX_VALUE && required.isEmpty() || end > in.end()) {
      return true;
    }
    Set<String> names = new HashSet<>(new PlainJson().names(in, at, end));
    for (String name : required) {
      if (!names.contains(name)) {
        reader.fail(in, DecodeError.FIELD_MISSING, at, "it has no field '" + name + "'");
        return false;
      }
    }
    return checkCount(in, reader.path(), at, names.size());
  }
}
