// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * A parsed pattern as a tree; greediness and captures are gone, for they do not change what
 * matches.
 */
public sealed interface Regex {
  /** The upper bound of a repetition that has none. */
  int UNLIMITED = -1;

  /** Any text at all, also one with line breaks. */
  static Regex anything() {
    return new Repeat(new Chars(CodePoints.ALL), 0, UNLIMITED);
  }

  /** The empty text. */
  record Empty() implements Regex {}

  /**
   * One code point out of a set.
   *
   * @param set what it may be, never empty
   */
  record Chars(CodePoints set) implements Regex {}

  /**
   * The place before the first code point of the text.
   *
   * @param offset where it stands in the source
   */
  record TextStart(int offset) implements Regex {}

  /**
   * The place after the last code point of the text.
   *
   * @param offset where it stands in the source
   */
  record TextEnd(int offset) implements Regex {}

  /**
   * Parts that match one after the other.
   *
   * @param parts two or more, none of them a sequence or empty
   */
  record Sequence(List<Regex> parts) implements Regex {}

  /**
   * Branches of which one matches.
   *
   * @param branches two or more
   */
  record Choice(List<Regex> branches) implements Regex {}

  /**
   * A body that matches several times in a row.
   *
   * @param body what is repeated; it contains no anchor and is not empty
   * @param min the least number of times
   * @param max the greatest number of times, or {@link #UNLIMITED}
   */
  record Repeat(Regex body, int min, int max) implements Regex {}

  /** The parts in a row, in the simplest form. */
  static Regex sequence(List<Regex> parts) {
    List<Regex> flat = new ArrayList<>(parts.size());
    for (Regex part : parts) {
      if (part instanceof Sequence inner) {
        flat.addAll(inner.parts());
      } else if (!(part instanceof Empty)) {
        flat.add(part);
      }
    }
    return switch (flat.size()) {
      case 0 -> new Empty();
      case 1 -> flat.get(0);
      default -> new Sequence(List.copyOf(flat));
    };
  }

  /**
   * One of the branches, in the simplest form: an empty branch without anchors beside it becomes
   * "zero or one".
   */
  static Regex choice(List<Regex> branches) {
    List<Regex> filled = new ArrayList<>(branches.size());
    boolean anchored = false;
    for (Regex branch : branches) {
      anchored |= branch.startAnchor() >= 0 || branch.endAnchor() >= 0;
      if (!(branch instanceof Empty)) {
        filled.add(branch);
      }
    }
    if (filled.isEmpty()) {
      return new Empty();
    }
    if (filled.size() == branches.size() || anchored) {
      return branches.size() == 1 ? branches.get(0) : new Choice(List.copyOf(branches));
    }
    return repeat(filled.size() == 1 ? filled.get(0) : new Choice(List.copyOf(filled)), 0, 1);
  }

  /** A repetition in the simplest form. */
  static Regex repeat(Regex body, int min, int max) {
    if (max == 0 || body instanceof Empty) {
      return new Empty();
    }
    return min == 1 && max == 1 ? body : new Repeat(body, min, max);
  }

  /**
   * How many code points the expanded pattern names: repetitions count as often as they are written
   * out.
   */
  default long size() {
    if (this instanceof Sequence sequence) {
      return sequence.parts().stream().mapToLong(Regex::size).sum();
    }
    if (this instanceof Choice choice) {
      return choice.branches().stream().mapToLong(Regex::size).sum();
    }
    if (this instanceof Repeat repeat) {
      return repeat.body().size() * Math.max(1, Math.max(repeat.min(), repeat.max()));
    }
    return this instanceof Chars ? 1 : 0;
  }

  /** The offset of the first {@code ^} inside, or -1. */
  default int startAnchor() {
    if (this instanceof TextStart start) {
      return start.offset();
    }
    return children().stream()
        .mapToInt(Regex::startAnchor)
        .filter(at -> at >= 0)
        .findFirst()
        .orElse(-1);
  }

  /** The offset of the first {@code $} inside, or -1. */
  default int endAnchor() {
    if (this instanceof TextEnd end) {
      return end.offset();
    }
    return children().stream()
        .mapToInt(Regex::endAnchor)
        .filter(at -> at >= 0)
        .findFirst()
        .orElse(-1);
  }

  /** The nodes directly below. */
  default List<Regex> children() {
    if (this instanceof Sequence sequence) {
      return sequence.parts();
    }
    if (this instanceof Choice choice) {
      return choice.branches();
    }
    return this instanceof Repeat repeat ? List.of(repeat.body()) : List.of();
  }
}
