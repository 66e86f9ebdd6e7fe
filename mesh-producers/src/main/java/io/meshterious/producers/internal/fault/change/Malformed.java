// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.change;

import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.internal.json.JsonEdit;
import io.meshterious.producers.internal.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bytes that are no JSON any more. */
public final class Malformed {
  private static final byte[] NO_ESCAPE = "\\q".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NO_UTF8 = {(byte) 0xC3, '('};

  private Malformed() {}

  /** JSON without its end. */
  public static Mutation.@Nullable Mutated truncated(byte[] json, Chance chance) {
    int last = json.length - 1;
    while (json[last] != '}') {
      last--;
    }
    return last < 1 ? null : rejected(Arrays.copyOf(json, 1 + (int) chance.below(1, last)));
  }

  /** JSON with an escape that there is not, in one of its texts. */
  public static Mutation.@Nullable Mutated badEscape(byte[] json, Chance chance) {
    return inText(json, chance, NO_ESCAPE);
  }

  /** JSON with bytes that are no UTF-8, in one of its texts. */
  public static Mutation.@Nullable Mutated badUtf8(byte[] json, Chance chance) {
    return inText(json, chance, NO_UTF8);
  }

  /** JSON and something after it. */
  public static Mutation.Mutated trailing(byte[] json, Chance chance) {
    byte[] rest = chance.oneOf(1, "}", "]", ",", " {}", "x").getBytes(StandardCharsets.US_ASCII);
    return rejected(JsonEdit.replace(json, json.length, json.length, rest));
  }

  private static Mutation.@Nullable Mutated inText(byte[] json, Chance chance, byte[] bad) {
    List<Integer> texts = JsonText.values(json);
    if (texts.isEmpty()) {
      return null;
    }
    int at = 1 + texts.get((int) chance.below(1, texts.size()));
    return rejected(JsonEdit.replace(json, at, at, bad));
  }

  private static Mutation.Mutated rejected(byte[] json) {
    return new Mutation.Mutated(json, Optional.empty(), Expectation.REJECTED);
  }
}
