// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.pattern.internal;

import io.meshterious.core.pattern.PatternError;
import io.meshterious.core.pattern.PatternException;
import io.meshterious.core.pattern.internal.Regex.Chars;
import io.meshterious.core.pattern.internal.Regex.Choice;
import io.meshterious.core.pattern.internal.Regex.Sequence;
import io.meshterious.core.pattern.internal.Regex.TextEnd;
import io.meshterious.core.pattern.internal.Regex.TextStart;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads an ECMA-262 pattern in Unicode mode into a tree and refuses what cannot keep the promises
 * of linear patterns.
 */
public final class PatternParser {
  /** The most UTF-16 units a pattern may have. */
  public static final int MAX_LENGTH = 10_000;

  /** The most code points a pattern may name once its repetitions are written out. */
  public static final int MAX_SIZE = 10_000;

  /** How deep groups may be nested. */
  public static final int MAX_DEPTH = 200;

  private static final String TOO_MUCH =
      "repeats too much: at most 10000 code points once written out";

  private final PatternSource in;
  private final Set<String> names = new HashSet<>();
  private int depth;

  private PatternParser(String pattern) {
    this.in = new PatternSource(pattern);
  }

  /** The tree of a pattern; anchors stand only at its outer edges. */
  public static Regex parse(String pattern) {
    PatternParser parser = new PatternParser(pattern);
    return parser.whole();
  }

  private Regex whole() {
    if (in.length() > MAX_LENGTH) {
      throw in.refuse(
          PatternError.PATTERN_TOO_LARGE,
          "text",
          MAX_LENGTH,
          "goes beyond the limit of " + MAX_LENGTH + " characters");
    }
    in.checkSurrogates();
    Regex regex = choice();
    if (in.more()) {
      throw in.malformed("')'", in.at(), "closes no group: write '\\)' for the character");
    }
    if (regex.size() > MAX_SIZE) {
      throw in.refuse(PatternError.PATTERN_TOO_LARGE, "pattern", 0, TOO_MUCH);
    }
    checkAnchors(regex, true, true);
    return regex;
  }

  private Regex choice() {
    List<Regex> branches = new ArrayList<>();
    branches.add(sequence());
    while (in.take('|')) {
      branches.add(sequence());
    }
    return branches.size() == 1 ? branches.get(0) : Regex.choice(branches);
  }

  private Regex sequence() {
    List<Regex> parts = new ArrayList<>();
    while (in.more() && !in.sees('|') && !in.sees(')')) {
      parts.add(quantified(term()));
    }
    return Regex.sequence(parts);
  }

  private Regex term() {
    int start = in.at();
    int c = in.next();
    return switch (c) {
      case '^' -> new TextStart(start);
      case '$' -> new TextEnd(start);
      case '(' -> group(start);
      case '[' -> new Chars(new ClassParser(in).bracket(start));
      case '.' -> new Chars(NamedClasses.DOT);
      case '\\' -> new Chars(new ClassParser(in).escape(start, false));
      case '*', '+', '?' ->
          throw in.malformed("quantifier '" + (char) c + "'", start, "has nothing to repeat");
      case '{', '}', ']' ->
          throw in.malformed(
              "'" + (char) c + "'",
              start,
              "must be written '\\" + (char) c + "' for the character");
      default -> new Chars(CodePoints.of(c));
    };
  }

  private Regex group(int start) {
    if (in.take('?')) {
      groupKind(start);
    }
    if (++depth > MAX_DEPTH) {
      throw in.refuse(
          PatternError.PATTERN_TOO_LARGE,
          "group '('",
          start,
          "is nested deeper than " + MAX_DEPTH + " groups");
    }
    Regex inside = choice();
    depth--;
    if (!in.take(')')) {
      throw in.malformed("group '('", start, "is not closed by ')'");
    }
    return inside;
  }

  private void groupKind(int start) {
    if (in.take(':')) {
      return;
    }
    String linear = "cannot be matched in linear time";
    if (in.sees("=") || in.sees("!")) {
      throw in.construct("look-ahead '(?" + (char) in.next() + "'", start, linear);
    }
    if (in.sees("<=") || in.sees("<!")) {
      in.next();
      throw in.construct("look-behind '(?<" + (char) in.next() + "'", start, linear);
    }
    if (in.sees(">")) {
      throw in.construct("atomic group '(?>'", start, "is not known in every engine");
    }
    if (in.sees("P")) {
      throw in.malformed("group '(?P'", start, "is not an ECMA-262 group: write '(?<name>…)'");
    }
    if (!in.take('<')) {
      String flags = in.takeWhile(c -> c == '-' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z');
      if (!flags.isEmpty()) {
        throw in.construct(
            "inline flag '(?" + flags + "'", start, "does not mean the same in every engine");
      }
      throw in.malformed("group '(?'", start, "is of no known kind: use (…), (?:…) or (?<name>…)");
    }
    String name =
        in.takeWhile(c -> c == '_' || c == '$' || c < 128 && Character.isLetterOrDigit(c));
    if (name.isEmpty() || Character.isDigit(name.charAt(0)) || !in.take('>')) {
      throw in.malformed(
          "group '(?<'", start, "needs a name of ASCII letters, digits, '_' or '$' and then '>'");
    }
    if (!names.add(name)) {
      throw in.malformed("group name '" + name + "'", start, "is used before");
    }
  }

  private Regex quantified(Regex body) {
    int start = in.at();
    int min;
    int max;
    if (in.take('*')) {
      min = 0;
      max = Regex.UNLIMITED;
    } else if (in.take('+')) {
      min = 1;
      max = Regex.UNLIMITED;
    } else if (in.take('?')) {
      min = 0;
      max = 1;
    } else if (in.take('{')) {
      String bounds = in.takeWhile(c -> c >= '0' && c <= '9' || c == ',');
      if (!in.take('}') || !bounds.matches("\\d+(,\\d*)?")) {
        throw in.malformed(
            "'{'", start, "begins no quantifier {n}, {n,} or {n,m}: write '\\{' for the character");
      }
      int comma = bounds.indexOf(',');
      min = bound(comma < 0 ? bounds : bounds.substring(0, comma), start);
      String upper = comma < 0 ? bounds : bounds.substring(comma + 1);
      max = upper.isEmpty() ? Regex.UNLIMITED : bound(upper, start);
      if (max != Regex.UNLIMITED && max < min) {
        throw in.malformed(
            "quantifier '{" + bounds + "}'", start, "has its bounds in the wrong order");
      }
    } else {
      return body;
    }
    String quantifier = in.since(start);
    if (body instanceof TextStart || body instanceof TextEnd) {
      throw in.malformed("quantifier '" + quantifier + "'", start, "has nothing to repeat");
    }
    int anchor = Math.max(body.startAnchor(), body.endAnchor());
    if (anchor >= 0) {
      throw in.construct("'" + in.charAt(anchor) + "'", anchor, "cannot stand in a repetition");
    }
    in.take('?');
    afterQuantifier(quantifier, start);
    Regex repeated = Regex.repeat(body, min, max);
    if (repeated.size() > MAX_SIZE) {
      throw in.refuse(
          PatternError.PATTERN_TOO_LARGE, "quantifier '" + quantifier + "'", start, TOO_MUCH);
    }
    return repeated;
  }

  private void afterQuantifier(String quantifier, int start) {
    if (in.sees('+')) {
      throw in.construct(
          "possessive quantifier '" + quantifier + "+'", start, "is not known in every engine");
    }
    if (in.sees('*') || in.sees('?') || in.sees('{')) {
      int at = in.at();
      throw in.malformed(
          "nested quantifier '" + (char) in.next() + "'",
          at,
          "repeats a quantifier: put what it repeats in a group");
    }
  }

  private int bound(String digits, int start) {
    int significant = 0;
    while (significant < digits.length() - 1 && digits.charAt(significant) == '0') {
      significant++;
    }
    if (digits.length() - significant > 5) {
      throw in.refuse(
          PatternError.PATTERN_TOO_LARGE, "quantifier '" + in.since(start) + "'", start, TOO_MUCH);
    }
    return Integer.parseInt(digits.substring(significant));
  }

  private void checkAnchors(Regex regex, boolean left, boolean right) {
    if (regex instanceof TextStart start && !left) {
      throw misplaced("'^'", start.offset(), "begins");
    }
    if (regex instanceof TextEnd end && !right) {
      throw misplaced("'$'", end.offset(), "ends");
    }
    if (regex instanceof Choice choice) {
      choice.branches().forEach(branch -> checkAnchors(branch, left, right));
    }
    if (regex instanceof Sequence sequence) {
      checkSequence(sequence.parts(), left, right);
    }
  }

  private void checkSequence(List<Regex> parts, boolean left, boolean right) {
    int ends = parts.size();
    while (ends > 0 && parts.get(ends - 1) instanceof TextEnd) {
      ends--;
    }
    boolean leading = left;
    for (int i = 0; i < parts.size(); i++) {
      checkAnchors(parts.get(i), leading, right && i >= ends - 1);
      leading &= parts.get(i) instanceof TextStart;
    }
  }

  private PatternException misplaced(String anchor, int offset, String verb) {
    return in.construct(
        anchor, offset, "can stand only where the pattern, or an alternative at its edge, " + verb);
  }
}
