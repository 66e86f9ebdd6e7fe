// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import io.meshterious.core.pattern.internal.Regex.Choice;
import io.meshterious.core.pattern.internal.Regex.Empty;
import io.meshterious.core.pattern.internal.Regex.Sequence;
import io.meshterious.core.pattern.internal.Regex.TextEnd;
import io.meshterious.core.pattern.internal.Regex.TextStart;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a pattern that is searched for into one without anchors that matches whole texts.
 *
 * <p>Where a match may begin after the start of the text, anything is put before it; likewise at
 * the end. This works because the parser lets anchors stand at the outer edges only.
 */
public final class WholeText {
  private WholeText() {}

  /** The anchor-free pattern that matches exactly the texts in which the given one is found. */
  public static Regex of(Regex searched) {
    return open(searched, true, true);
  }

  /** Whether a match can begin only where the text begins. */
  public static boolean anchoredAtStart(Regex regex) {
    if (regex instanceof TextStart) {
      return true;
    }
    if (regex instanceof Choice choice) {
      return choice.branches().stream().allMatch(WholeText::anchoredAtStart);
    }
    return regex instanceof Sequence sequence && anchoredAtStart(sequence.parts().get(0));
  }

  /** Whether a match can end only where the text ends. */
  public static boolean anchoredAtEnd(Regex regex) {
    if (regex instanceof TextEnd) {
      return true;
    }
    if (regex instanceof Choice choice) {
      return choice.branches().stream().allMatch(WholeText::anchoredAtEnd);
    }
    return regex instanceof Sequence sequence
        && anchoredAtEnd(sequence.parts().get(sequence.parts().size() - 1));
  }

  private static Regex open(Regex regex, boolean before, boolean after) {
    boolean startInside = regex.startAnchor() >= 0;
    boolean endInside = regex.endAnchor() >= 0;
    if (before && !startInside) {
      return Regex.sequence(List.of(Regex.anything(), open(regex, false, after)));
    }
    if (after && !endInside) {
      return Regex.sequence(List.of(open(regex, before, false), Regex.anything()));
    }
    if (!startInside && !endInside) {
      return regex;
    }
    if (regex instanceof Choice choice) {
      return Regex.choice(choice.branches().stream().map(b -> open(b, before, after)).toList());
    }
    return regex instanceof Sequence sequence
        ? openSequence(sequence.parts(), before, after)
        : new Empty();
  }

  private static Regex openSequence(List<Regex> parts, boolean before, boolean after) {
    int from = 0;
    while (from < parts.size() && parts.get(from) instanceof TextStart) {
      from++;
    }
    int to = parts.size();
    while (to > from && parts.get(to - 1) instanceof TextEnd) {
      to--;
    }
    boolean openBefore = before && from == 0;
    boolean openAfter = after && to == parts.size();
    List<Regex> opened = new ArrayList<>();
    for (int i = from; i < to; i++) {
      opened.add(open(parts.get(i), openBefore && i == from, openAfter && i == to - 1));
    }
    return Regex.sequence(opened);
  }
}
