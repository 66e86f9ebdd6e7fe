// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document.internal;

import io.meshterious.core.document.DocumentError;
import io.meshterious.core.document.DocumentException;
import io.meshterious.core.document.DocumentProblem;
import io.meshterious.core.document.Location;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ReadLimits;
import io.meshterious.core.document.ScalarNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the reading of one document keeps account of: how much has been read, where it is, and what
 * is wrong.
 */
public final class Reading {
  private static final int MOST_PROBLEMS = 100;
  private static final int LONGEST_SHOWN = 60;

  private final String origin;
  private final ReadLimits limits;
  private final List<DocumentProblem> problems = new ArrayList<>();
  private final List<Object> path = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private long nodes;
  private long characters;

  /** Starts an account. */
  public Reading(String origin, ReadLimits limits) {
    this.origin = origin;
    this.limits = limits;
  }

  /** What is wrong so far, in the order of the text. */
  public List<DocumentProblem> problems() {
    return problems;
  }

  DocumentException failure(DocumentError error, Location location, String why) {
    return new DocumentException(error, origin, location, why);
  }

  DocumentException failure(DocumentError error, Location location, String why, Throwable cause) {
    return new DocumentException(error, origin, location, why, cause);
  }

  long nodes() {
    return nodes;
  }

  long characters() {
    return characters;
  }

  int depth() {
    return path.size();
  }

  /** Counts a map, a list or a scalar that begins here. */
  void count(Location location) {
    countRepeated(1, 0, location);
  }

  /** Counts what an alias repeats. */
  void countRepeated(long repeatedNodes, long repeatedCharacters, Location location) {
    nodes += repeatedNodes;
    characters += repeatedCharacters;
    if (nodes > limits.nodes()) {
      throw failure(
          DocumentError.TOO_MANY_NODES,
          location,
          "there are more than "
              + SourceText.grouped(limits.nodes())
              + " values, those repeated by aliases counted each time; split it, or read it with ReadLimits.DEFAULT.withNodes(…)");
    }
    if (characters > limits.bytes()) {
      throw failure(
          DocumentError.ALIAS,
          location,
          "aliases repeat text until it has more than "
              + SourceText.grouped(limits.bytes())
              + " characters; repeat less, or read it with ReadLimits.DEFAULT.withBytes(…)");
    }
  }

  /** Refuses maps and lists that would reach below the deepest level. */
  void requireDepth(int depth, Location location) {
    if (depth > limits.depth()) {
      throw failure(
          DocumentError.TOO_DEEP,
          location,
          "maps and lists nest deeper than "
              + limits.depth()
              + " levels; flatten it, or read it with ReadLimits.DEFAULT.withDepth(…)");
    }
  }

  /** Goes into a map or a list. */
  void enter(Location location) {
    requireDepth(path.size() + 1, location);
    path.add("");
  }

  /** Says which entry of the map or item of the list is being read. */
  void at(Object nameOrIndex) {
    path.set(path.size() - 1, nameOrIndex);
  }

  /** Comes back from a map or a list. */
  void leave() {
    path.remove(path.size() - 1);
  }

  /** One instance for each name, however often it occurs. */
  String name(String text) {
    characters += text.length();
    String known = names.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  ScalarNode text(String text, Location location) {
    characters += text.length();
    return new ScalarNode(ScalarNode.Kind.TEXT, text, location);
  }

  ScalarNode number(String text, Location location) {
    if (Numbers.isTooLarge(text)) {
      throw failure(
          DocumentError.NUMBER_TOO_LARGE,
          location,
          "the number "
              + shown(text)
              + " is too large; allowed are "
              + SourceText.grouped(Numbers.MAX_DIGITS)
              + " digits and exponents from -"
              + SourceText.grouped(Numbers.MAX_EXPONENT)
              + " to "
              + SourceText.grouped(Numbers.MAX_EXPONENT)
              + "; quote it if text is meant");
    }
    characters += text.length();
    return new ScalarNode(ScalarNode.Kind.NUMBER, text, location);
  }

  /**
   * Refuses text in which an escape has made half of a surrogate pair; the source itself holds
   * none.
   */
  void requireCharacters(String text, Location location) {
    int half = SourceText.indexOfHalfPair(text);
    if (half >= 0) {
      throw failure(DocumentError.UNSUPPORTED, location, SourceText.halfPair(text.charAt(half)));
    }
  }

  /** Puts a value under a name, or reports the name when the map has it already. */
  void put(MapNode.Builder map, String name, Location location, Node value) {
    if (!map.has(name)) {
      map.put(name, location, value);
      return;
    }
    if (problems.size() < MOST_PROBLEMS) {
      Location first = map.entry(name).orElseThrow().keyLocation();
      String more = problems.size() == MOST_PROBLEMS - 1 ? "; further ones are not listed" : "";
      problems.add(
          new DocumentProblem(
              location,
              pathOfMap(),
              "the key '"
                  + shown(name)
                  + "' is here twice: first at line "
                  + first.line()
                  + ", column "
                  + first.column()
                  + ", whose value is kept, and again at line "
                  + location.line()
                  + ", column "
                  + location.column()
                  + ", whose value is ignored; remove one"
                  + more));
    }
  }

  private String pathOfMap() {
    StringBuilder text = new StringBuilder("$");
    for (Object step : path.subList(0, path.size() - 1)) {
      if (step instanceof Integer index) {
        text.append('[').append(index).append(']');
      } else if (isWord(step.toString())) {
        text.append('.').append(step);
      } else {
        text.append("['")
            .append(shown(step.toString()).replace("\\", "\\\\").replace("'", "\\'"))
            .append("']");
      }
    }
    return text.toString();
  }

  private static boolean isWord(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_'
          && !(c >= 'a' && c <= 'z')
          && !(c >= 'A' && c <= 'Z')
          && !(i > 0 && c >= '0' && c <= '9')) {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= LONGEST_SHOWN;
  }

  /** A text as messages show it: its beginning, on one line. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (i >= LONGEST_SHOWN) {
        return shown.append('…').toString();
      }
      if (Escapes.isPlain(c)) {
        shown.appendCodePoint(c);
      } else {
        shown.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
      }
      i += Character.charCount(c);
    }
    return shown.toString();
  }
}
