// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import io.meshterious.core.pattern.internal.Regex.Chars;
import io.meshterious.core.pattern.internal.Regex.Choice;
import io.meshterious.core.pattern.internal.Regex.Repeat;
import io.meshterious.core.pattern.internal.Regex.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A nondeterministic automaton for an anchor-free pattern that must match a whole text.
 *
 * <p>A state either reads one code point out of a set and goes on to one state, or reads nothing
 * and goes on to several. Two states are special: {@link #END} accepts if the text is over, {@link
 * #SURE} accepts whatever follows.
 */
final class Nfa {
  /** The state that accepts at the end of the text. */
  static final int END = 0;

  /** The state that accepts at once, because the rest of the text may be anything. */
  static final int SURE = 1;

  private static final int[] NOWHERE = {};

  /** What a state reads, or none if it reads nothing. */
  private final List<CodePoints> reads = new ArrayList<>();

  private final List<int[]> follows = new ArrayList<>();
  private final int start;

  private Nfa(Regex whole) {
    add(CodePoints.NONE, NOWHERE);
    add(CodePoints.NONE, NOWHERE);
    this.start = build(whole, END);
  }

  static Nfa of(Regex whole) {
    return new Nfa(whole);
  }

  int states() {
    return reads.size();
  }

  CodePoints reads(int state) {
    return reads.get(state);
  }

  /** The reading and accepting states reached without reading anything from the start. */
  int[] initial() {
    return closure(new int[] {start}, 1, new boolean[reads.size()]);
  }

  /**
   * The reading and accepting states reached from some states by one code point, sorted.
   *
   * @param seen one element per state, all false before and after
   */
  int[] step(int[] from, int codePoint, boolean[] seen) {
    int[] targets = new int[from.length];
    int size = 0;
    for (int state : from) {
      if (reads.get(state).contains(codePoint)) {
        targets[size++] = follows.get(state)[0];
      }
    }
    return closure(targets, size, seen);
  }

  private int[] closure(int[] from, int size, boolean[] seen) {
    int[] pending = new int[Math.max(16, size)];
    int top = 0;
    int[] found = new int[Math.max(16, size)];
    int count = 0;
    int[] visited = new int[Math.max(16, size)];
    int visits = 0;
    for (int i = 0; i < size; i++) {
      pending[top++] = from[i];
    }
    while (top > 0) {
      int state = pending[--top];
      if (seen[state]) {
        continue;
      }
      seen[state] = true;
      visited = append(visited, visits++, state);
      if (state <= SURE || !reads.get(state).isEmpty()) {
        found = append(found, count++, state);
      } else {
        for (int next : follows.get(state)) {
          pending = append(pending, top++, next);
        }
      }
    }
    for (int i = 0; i < visits; i++) {
      seen[visited[i]] = false;
    }
    int[] result = Arrays.copyOf(found, count);
    Arrays.sort(result);
    return result;
  }

  private static int[] append(int[] array, int at, int value) {
    int[] grown = at < array.length ? array : Arrays.copyOf(array, 2 * array.length);
    grown[at] = value;
    return grown;
  }

  private int add(CodePoints set, int[] next) {
    reads.add(set);
    follows.add(next);
    return reads.size() - 1;
  }

  /** Adds the states for a tree in front of a state and returns the first of them. */
  private int build(Regex regex, int next) {
    if (regex instanceof Chars one) {
      return add(one.set(), new int[] {next});
    }
    if (regex instanceof Sequence sequence) {
      int first = next;
      for (int i = sequence.parts().size() - 1; i >= 0; i--) {
        first = build(sequence.parts().get(i), first);
      }
      return first;
    }
    if (regex instanceof Choice choice) {
      int[] branches = choice.branches().stream().mapToInt(b -> build(b, next)).toArray();
      return add(CodePoints.NONE, branches);
    }
    return regex instanceof Repeat repeat ? buildRepeat(repeat, next) : next;
  }

  private int buildRepeat(Repeat repeat, int next) {
    int first = next;
    if (repeat.max() == Regex.UNLIMITED) {
      if (repeat.equals(Regex.anything()) && next <= SURE) {
        return SURE;
      }
      int loop = add(CodePoints.NONE, NOWHERE);
      follows.set(loop, new int[] {build(repeat.body(), loop), next});
      first = loop;
    }
    for (int i = repeat.min(); i < repeat.max(); i++) {
      first = add(CodePoints.NONE, new int[] {build(repeat.body(), first), next});
    }
    for (int i = 0; i < repeat.min(); i++) {
      first = build(repeat.body(), first);
    }
    return first;
  }
}
