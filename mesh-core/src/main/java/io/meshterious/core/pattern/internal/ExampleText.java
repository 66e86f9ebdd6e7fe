// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import io.meshterious.core.pattern.internal.Regex.Chars;
import io.meshterious.core.pattern.internal.Regex.Choice;
import io.meshterious.core.pattern.internal.Regex.Repeat;
import io.meshterious.core.pattern.internal.Regex.Sequence;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes texts that match a tree. Anchors stand only at its edges, so a text that begins and ends
 * with the match satisfies them.
 */
public final class ExampleText {
  /** How many code points an example may be longer than the shortest match. */
  public static final int MAX_EXTRA = 32;

  private static final List<CodePoints> PREFERRED =
      List.of(CodePoints.range('!', '~'), CodePoints.of(' '), CodePoints.CHARACTERS);

  private final SplittableRandom random;
  private final StringBuilder out = new StringBuilder();
  private final IdentityHashMap<Regex, Integer> shortest = new IdentityHashMap<>();
  private int extra = MAX_EXTRA;

  private ExampleText(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A text in which the pattern is found. */
  public static String of(Regex regex, long seed) {
    ExampleText text = new ExampleText(seed);
    text.measure(regex);
    text.write(regex);
    return text.out.toString();
  }

  private int measure(Regex regex) {
    int length = 0;
    if (regex instanceof Chars) {
      length = 1;
    } else if (regex instanceof Sequence sequence) {
      length = sequence.parts().stream().mapToInt(this::measure).sum();
    } else if (regex instanceof Choice choice) {
      length = choice.branches().stream().mapToInt(this::measure).min().orElse(0);
    } else if (regex instanceof Repeat repeat) {
      length = measure(repeat.body()) * repeat.min();
    }
    shortest.put(regex, length);
    return length;
  }

  private int shortest(Regex regex) {
    return shortest.getOrDefault(regex, 0);
  }

  private void write(Regex regex) {
    if (regex instanceof Chars one) {
      out.appendCodePoint(pick(one.set()));
    } else if (regex instanceof Sequence sequence) {
      sequence.parts().forEach(this::write);
    } else if (regex instanceof Choice choice) {
      writeOne(choice);
    } else if (regex instanceof Repeat repeat) {
      writeSeveral(repeat);
    }
  }

  private void writeOne(Choice choice) {
    int least = shortest(choice);
    List<Regex> affordable =
        choice.branches().stream().filter(b -> shortest(b) - least <= extra).toList();
    Regex branch = affordable.get(random.nextInt(affordable.size()));
    extra -= shortest(branch) - least;
    write(branch);
  }

  private void writeSeveral(Repeat repeat) {
    int times = repeat.min();
    int cost = Math.max(1, shortest(repeat.body()));
    while ((repeat.max() == Regex.UNLIMITED || times < repeat.max())
        && cost <= extra
        && random.nextInt(4) > 0) {
      extra -= cost;
      times++;
    }
    for (int i = 0; i < times; i++) {
      write(repeat.body());
    }
  }

  private int pick(CodePoints set) {
    CodePoints wanted = readable(set);
    return wanted.member(random.nextInt(wanted.count()));
  }

  /** The members of a set that people can read, if it has any. */
  static CodePoints readable(CodePoints set) {
    for (CodePoints preferred : PREFERRED) {
      CodePoints wanted = set.and(preferred);
      if (!wanted.isEmpty()) {
        return wanted;
      }
    }
    throw new IllegalStateException("Cannot pick from " + set);
  }
}
