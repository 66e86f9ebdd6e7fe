// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
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

  /** The most states that are put into one table, about 256 KiB. */
  private static final int MAX_TABLE_STATES = 1000;

  private final Nfa nfa;

  /** The first code point of each class's ranges, ascending; the first is 0. */
  private final int[] starts;

  private final short[] ascii = new short[128];
  private final State first;
  private final Map<Key, State> states = new HashMap<>();
  private final boolean[] seen;
  private int cells;
  private volatile @Nullable AsciiTable table;
  private volatile boolean tableTried;

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

  /** Whether a whole text in UTF-8 matches. */
  public boolean matches(byte[] utf8, int from, int to) {
    AsciiTable known = table;
    if (known == null && !tableTried) {
      known = buildTable();
    }
    int found = known == null ? -1 : known.matches(utf8, from, to);
    return found < 0 ? steps(utf8, from, to) : found > 0;
  }

  /** All states that texts of ASCII lead to, in one table; null when there are too many. */
  private synchronized @Nullable AsciiTable buildTable() {
    if (tableTried) {
      return table;
    }
    tableTried = true;
    byte[] columns = new byte[ascii.length];
    for (int c = 0; c < ascii.length; c++) {
      columns[c] = (byte) ascii[c];
    }
    // Classes count up with their first code points, so that those of ASCII are the first ones.
    int width = ascii[ascii.length - 1] + 1;
    Map<State, Integer> numbers = new HashMap<>();
    List<State> found = new ArrayList<>();
    numbers.put(first, 1);
    found.add(first);
    List<int[]> rows = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      int[] row = row(found.get(i), width, numbers, found);
      if (row == null || found.size() > MAX_TABLE_STATES) {
        return null;
      }
      rows.add(row);
    }
    int[] next = new int[(found.size() + 1) * width];
    boolean[] accepts = new boolean[found.size() + 1];
    for (int i = 0; i < found.size(); i++) {
      System.arraycopy(rows.get(i), 0, next, (i + 1) * width, width);
      accepts[i + 1] = found.get(i).accepts;
    }
    table = new AsciiTable(columns, width, next, accepts, 1);
    return table;
  }

  /** What follows a state, by classes; null when no more states may be kept. */
  private int @Nullable [] row(
      State state, int width, Map<State, Integer> numbers, List<State> found) {
    int[] row = new int[width];
    for (int k = 0; k < width; k++) {
      // Whatever follows a state that is sure, it stays so.
      State after = state.decided ? state : state.next[k];
      after = after == null ? extend(state, k) : after;
      if (after == null) {
        return null;
      } else if (after.set.length > 0) {
        Integer number = numbers.get(after);
        if (number == null) {
          number = found.size() + 1;
          numbers.put(after, number);
          found.add(after);
        }
        row[k] = number * width;
      }
    }
    return row;
  }

  private boolean steps(byte[] utf8, int from, int to) {
    State state = first;
    for (int i = from; i < to; i++) {
      if (state.decided) {
        return state.accepts;
      }
      int start = i;
      int lead = utf8[i];
      int k;
      if (lead >= 0) {
        k = ascii[lead];
      } else {
        int more = lead >= (byte) 0xF0 ? 3 : lead >= (byte) 0xE0 ? 2 : 1;
        int codePoint = lead & 0x3F >> more;
        for (int end = i + more; i < end; ) {
          codePoint = codePoint << 6 | utf8[++i] & 0x3F;
        }
        k = search(codePoint);
      }
      State next = state.next[k];
      if (next == null) {
        next = extend(state, k);
        if (next == null) {
          String rest = new String(utf8, start, to - start, StandardCharsets.UTF_8);
          return simulate(state.set, rest, 0);
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
