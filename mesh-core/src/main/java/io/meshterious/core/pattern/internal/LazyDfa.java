// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Matches whole texts against an automaton in one pass; deterministic states are built when first
 * needed.
 *
 * <p>Code points that no set of the pattern tells apart share a class, so a state has one
 * transition per class. The states kept are bounded by {@link #MAX_CELLS}; beyond it a match goes
 * on by stepping through sets of nondeterministic states, which is slower but still linear in the
 * text.
 */
public final class LazyDfa {
  /** The most transitions and set members kept, about 1 MiB. */
  static final int MAX_CELLS = 1 << 18;

  private final Nfa nfa;

  /** The first code point of each class's ranges, ascending; the first is 0. */
  private final int[] starts;

  private final short[] ascii = new short[128];
  private final State first;
  private final Map<Key, State> states = new HashMap<>();
  private final boolean[] seen;
  private int cells;

  /**
   * One deterministic state. Its transitions are filled in without a lock: a state's other fields
   * are final.
   */
  private static final class State {
    final int[] set;
    final @Nullable State[] next;
    final boolean accepts;

    /** Whether the rest of the text does not matter. */
    final boolean decided;

    State(int[] set, int classes) {
      this.set = set;
      boolean sure = Arrays.binarySearch(set, Nfa.SURE) >= 0;
      this.accepts = sure || Arrays.binarySearch(set, Nfa.END) >= 0;
      this.decided = sure || set.length == 0;
      this.next = new @Nullable State[classes];
    }
  }

  /** A set of states as a map key. */
  private static final class Key {
    private final int[] set;

    Key(int[] set) {
      this.set = set;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && Arrays.equals(set, that.set);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(set);
    }
  }

  private LazyDfa(Nfa nfa) {
    this.nfa = nfa;
    this.seen = new boolean[nfa.states()];
    TreeSet<Integer> bounds = new TreeSet<>();
    bounds.add(0);
    for (int state = 0; state < nfa.states(); state++) {
      CodePoints set = nfa.reads(state);
      for (int i = 0; i < set.ranges(); i++) {
        bounds.add(set.first(i));
        bounds.add(set.last(i) + 1);
      }
    }
    bounds.remove(CodePoints.LAST + 1);
    this.starts = bounds.stream().mapToInt(Integer::intValue).toArray();
    for (int c = 0; c < ascii.length; c++) {
      ascii[c] = (short) search(c);
    }
    int[] set = nfa.initial();
    this.first = new State(set, starts.length);
    this.cells = first.next.length + set.length;
    states.put(new Key(set), first);
  }

  /** The matcher of an anchor-free pattern. */
  public static LazyDfa of(Regex whole) {
    return new LazyDfa(Nfa.of(whole));
  }

  /** Whether the whole text matches. */
  public boolean matches(CharSequence text) {
    State state = first;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (state.decided) {
        return state.accepts;
      }
      int from = i;
      char c = text.charAt(i);
      int k;
      if (c < 128) {
        k = ascii[c];
      } else {
        int codePoint = c;
        if (Character.isHighSurrogate(c)
            && i + 1 < length
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          codePoint = Character.toCodePoint(c, text.charAt(++i));
        }
        k = search(codePoint);
      }
      State next = state.next[k];
      if (next == null) {
        next = extend(state, k);
        if (next == null) {
          return simulate(state.set, text, from);
        }
      }
      state = next;
    }
    return state.accepts;
  }

  private int search(int codePoint) {
    int at = Arrays.binarySearch(starts, codePoint);
    return at >= 0 ? at : -at - 2;
  }

  /** Builds a missing transition, or gives null if no more states may be kept. */
  private synchronized @Nullable State extend(State state, int k) {
    int[] set = nfa.step(state.set, starts[k], seen);
    Key key = new Key(set);
    State next = states.get(key);
    if (next == null) {
      if (cells > MAX_CELLS) {
        return null;
      }
      next = new State(set, starts.length);
      cells += starts.length + set.length;
      states.put(key, next);
    }
    state.next[k] = next;
    return next;
  }

  private boolean simulate(int[] from, CharSequence text, int offset) {
    boolean[] marks = new boolean[nfa.states()];
    int[] set = from;
    for (int i = offset; i < text.length(); ) {
      int codePoint = Character.codePointAt(text, i);
      i += Character.charCount(codePoint);
      set = nfa.step(set, codePoint, marks);
      if (set.length == 0 || Arrays.binarySearch(set, Nfa.SURE) >= 0) {
        break;
      }
    }
    return set.length > 0
        && (Arrays.binarySearch(set, Nfa.END) >= 0 || Arrays.binarySearch(set, Nfa.SURE) >= 0);
  }
}
