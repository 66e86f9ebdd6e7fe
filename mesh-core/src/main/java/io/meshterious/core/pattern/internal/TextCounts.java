// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import io.meshterious.core.pattern.internal.Regex.Chars;
import io.meshterious.core.pattern.internal.Regex.Choice;
import io.meshterious.core.pattern.internal.Regex.Repeat;
import io.meshterious.core.pattern.internal.Regex.Sequence;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Numbers the texts that a tree matches, by their length and then by the choices on the way. A text
 * that the tree matches in several ways has several numbers.
 */
public final class TextCounts {
  /** Larger counts are not told apart. */
  public static final long MANY = 1L << 61;

  private final int longest;
  private final IdentityHashMap<Regex, long[]> byLength = new IdentityHashMap<>();
  private final IdentityHashMap<Sequence, long[][]> tails = new IdentityHashMap<>();
  private final IdentityHashMap<Repeat, long[][]> repeats = new IdentityHashMap<>();
  private final IdentityHashMap<Chars, CodePoints> sets = new IdentityHashMap<>();

  /**
   * Counts the texts of a tree.
   *
   * @param longest how many code points a text may have
   */
  public TextCounts(Regex regex, int longest) {
    this.longest = longest;
    count(regex);
  }

  /** The number of texts of each length from 0 to the longest, {@link #MANY} at most. */
  public long[] byLength(Regex regex) {
    return byLength.getOrDefault(regex, new long[longest + 1]).clone();
  }

  private long[] count(Regex regex) {
    long[] counts;
    if (regex instanceof Chars chars) {
      sets.put(chars, ExampleText.readable(chars.set()));
      counts = new long[longest + 1];
      if (longest > 0) {
        counts[1] = ExampleText.readable(chars.set()).count();
      }
    } else if (regex instanceof Sequence sequence) {
      counts = countSequence(sequence);
    } else if (regex instanceof Choice choice) {
      counts = new long[longest + 1];
      for (Regex branch : choice.branches()) {
        long[] some = count(branch);
        for (int i = 0; i <= longest; i++) {
          counts[i] = plus(counts[i], some[i]);
        }
      }
    } else if (regex instanceof Repeat repeat) {
      counts = countRepeat(repeat);
    } else {
      counts = one();
    }
    byLength.put(regex, counts);
    return counts;
  }

  private long[] one() {
    long[] counts = new long[longest + 1];
    counts[0] = 1;
    return counts;
  }

  private long[] countSequence(Sequence sequence) {
    List<Regex> parts = sequence.parts();
    parts.forEach(this::count);
    long[][] tail = new long[parts.size() + 1][];
    tail[parts.size()] = one();
    for (int i = parts.size() - 1; i >= 0; i--) {
      tail[i] = joined(byLength.getOrDefault(parts.get(i), new long[longest + 1]), tail[i + 1]);
    }
    tails.put(sequence, tail);
    return tail[0];
  }

  /** Counts by how many bodies are left, so that the first of them can be told from the rest. */
  private long[] countRepeat(Repeat repeat) {
    long[] body = count(repeat.body()).clone();
    // An empty body adds a way, not a text.
    body[0] = 0;
    boolean mayBeEmpty = count(repeat.body())[0] > 0;
    int most = repeat.max() == Regex.UNLIMITED ? longest : Math.min(repeat.max(), longest);
    int least = mayBeEmpty ? 0 : repeat.min();
    long[][] times = new long[most + 1][];
    times[0] = one();
    for (int i = 1; i <= most; i++) {
      times[i] = joined(body, times[i - 1]);
    }
    long[] counts = new long[longest + 1];
    for (int i = least; i <= most; i++) {
      for (int length = 0; length <= longest; length++) {
        counts[length] = plus(counts[length], times[i][length]);
      }
    }
    repeats.put(repeat, times);
    return counts;
  }

  private long[] joined(long[] head, long[] tail) {
    long[] counts = new long[longest + 1];
    for (int i = 0; i <= longest; i++) {
      if (head[i] != 0) {
        for (int j = 0; i + j <= longest; j++) {
          counts[i + j] = plus(counts[i + j], times(head[i], tail[j]));
        }
      }
    }
    return counts;
  }

  /** The text of a length with a number from 0 up to the count of that length, exclusive. */
  public String text(Regex regex, int length, long number) {
    StringBuilder out = new StringBuilder();
    write(regex, length, number, out);
    return out.toString();
  }

  private void write(Regex regex, int length, long number, StringBuilder out) {
    if (regex instanceof Chars chars) {
      CodePoints set = sets.getOrDefault(chars, chars.set());
      out.appendCodePoint(set.member(Math.toIntExact(number)));
    } else if (regex instanceof Sequence sequence) {
      long[][] tail = tails.getOrDefault(sequence, new long[0][]);
      writeFrom(sequence, 0, tail, length, number, out);
    } else if (regex instanceof Choice choice) {
      long rest = number;
      for (Regex branch : choice.branches()) {
        long some = byLength.getOrDefault(branch, new long[longest + 1])[length];
        if (rest < some) {
          write(branch, length, rest, out);
          return;
        }
        rest -= some;
      }
    } else if (regex instanceof Repeat repeat) {
      writeRepeat(repeat, length, number, out);
    }
  }

  private void writeFrom(
      Sequence sequence, int part, long[][] tail, int length, long number, StringBuilder out) {
    if (part == sequence.parts().size()) {
      return;
    }
    Regex head = sequence.parts().get(part);
    Split split = split(byLength.getOrDefault(head, one()), tail[part + 1], length, number);
    write(head, split.length(), split.head(), out);
    writeFrom(sequence, part + 1, tail, length - split.length(), split.tail(), out);
  }

  private void writeRepeat(Repeat repeat, int length, long number, StringBuilder out) {
    long[][] times = repeats.getOrDefault(repeat, new long[0][]);
    long[] body = byLength.getOrDefault(repeat.body(), one()).clone();
    int least = body[0] > 0 ? 0 : repeat.min();
    body[0] = 0;
    long rest = number;
    int bodies = least;
    while (bodies < times.length && rest >= times[bodies][length]) {
      rest -= times[bodies][length];
      bodies++;
    }
    int left = length;
    for (int i = bodies; i > 0; i--) {
      Split split = split(body, times[i - 1], left, rest);
      write(repeat.body(), split.length(), split.head(), out);
      left -= split.length();
      rest = split.tail();
    }
  }

  /**
   * Where a text is cut.
   *
   * @param length how long the first part is
   * @param head the number of the first part
   * @param tail the number of the others
   */
  private record Split(int length, long head, long tail) {}

  private static Split split(long[] head, long[] tail, int length, long number) {
    long rest = number;
    for (int i = 0; i <= length; i++) {
      long some = times(head[i], tail[length - i]);
      if (rest < some) {
        return new Split(i, rest / tail[length - i], rest % tail[length - i]);
      }
      rest -= some;
    }
    throw new IllegalArgumentException("no text has the number " + number);
  }

  private static long plus(long a, long b) {
    return Math.min(MANY, a + b);
  }

  private static long times(long a, long b) {
    return a == 0 || b == 0 ? 0 : a > MANY / b ? MANY : Math.min(MANY, a * b);
  }
}
