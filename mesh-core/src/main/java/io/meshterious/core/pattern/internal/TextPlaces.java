// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import io.meshterious.core.pattern.internal.Regex.Chars;
import io.meshterious.core.pattern.internal.Regex.Repeat;
import io.meshterious.core.pattern.internal.Regex.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The characters that may stand at each place of a text, where all texts are of one length. */
public final class TextPlaces {
  private final List<String> places = new ArrayList<>();

  private TextPlaces() {}

  /** The places of a tree; empty where texts differ in length, or a choice binds several places. */
  public static Optional<List<String>> of(Regex regex, int longest) {
    TextPlaces found = new TextPlaces();
    return found.add(regex, longest) ? Optional.of(List.copyOf(found.places)) : Optional.empty();
  }

  private boolean add(Regex regex, int longest) {
    if (regex instanceof Chars chars) {
      StringBuilder members = new StringBuilder();
      CodePoints set = ExampleText.readable(chars.set());
      for (int i = 0; i < set.count(); i++) {
        members.appendCodePoint(set.member(i));
      }
      places.add(members.toString());
      return places.size() <= longest;
    } else if (regex instanceof Sequence sequence) {
      return sequence.parts().stream().allMatch(part -> add(part, longest));
    } else if (regex instanceof Repeat repeat) {
      boolean same = repeat.min() == repeat.max();
      for (int i = 0; same && i < repeat.min(); i++) {
        same = add(repeat.body(), longest);
      }
      return same;
    }
    return !(regex instanceof Regex.Choice);
  }
}
