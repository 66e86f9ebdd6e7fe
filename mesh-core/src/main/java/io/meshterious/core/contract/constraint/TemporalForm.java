// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.constraint;

import io.meshterious.core.contract.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a day or a time is written in JSON, as a pattern. Years are 0001 to 9999; where year, month
 * and day are all written with a fixed number of digits, only days of the calendar match.
 */
public final class TemporalForm {
  /** A piece of the form: the letter of its kind, and the pattern that it matches. */
  private record Piece(char kind, String pattern) {}

  private static final String YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])";
  private static final String LEAP_YEAR =
      "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)";
  private static final String MONTH = "(?:0[1-9]|1[0-2])";
  private static final String DAY = "(?:0[1-9]|[12][0-9]|3[01])";
  private static final String HOUR = "(?:[01][0-9]|2[0-3])";
  private static final String MINUTE = "[0-5][0-9]";
  private static final String OFFSET = "[+-](?:(?:0[0-9]|1[0-7]):[0-5][0-9]|18:00)";
  private static final String CLOCK = HOUR + ":" + MINUTE + ":" + MINUTE;
  private static final char LITERAL = '\'';

  private TemporalForm() {}

  /** The pattern of a type whose contract does not say how it is written. */
  public static String of(DataType type) {
    if (type instanceof DataType.Time time) {
      return "^" + CLOCK + fraction(time.fraction()) + "$";
    }
    List<Piece> pieces = new ArrayList<>();
    pieces.addAll(
        List.of(
            new Piece('y', YEAR),
            new Piece(LITERAL, "-"),
            new Piece('M', MONTH),
            new Piece(LITERAL, "-"),
            new Piece('d', DAY)));
    if (type instanceof DataType.Timestamp timestamp) {
      String zone = timestamp.zoned() ? "(?:Z|" + OFFSET + ")" : "";
      pieces.add(new Piece(LITERAL, "T" + CLOCK + fraction(timestamp.fraction()) + zone));
    }
    return pattern(pieces);
  }

  /** Digits of a second: as many as the type holds, and zeros after them, nine in all. */
  private static String fraction(int digits) {
    if (digits == 0) {
      return "(?:\\.0{1,9})?";
    }
    String zeros = digits == 9 ? "" : "0{0," + (9 - digits) + "}";
    return "(?:\\.[0-9]{1," + digits + "}" + zeros + ")?";
  }

  /**
   * The pattern of a form written as in {@link java.time.format.DateTimeFormatter}.
   *
   * @return empty when the form has something whose text depends on a language, a zone's name, or
   *     other letters; see {@link #unknown}
   */
  public static Optional<String> of(String form) {
    List<Piece> pieces = new ArrayList<>();
    return unknown(form, pieces).isEmpty() ? Optional.of(pattern(pieces)) : Optional.empty();
  }

  /** The first part of a form that has no pattern. */
  public static Optional<String> unknown(String form) {
    return unknown(form, new ArrayList<>());
  }

  private static Optional<String> unknown(String form, List<Piece> pieces) {
    for (int at = 0; at < form.length(); ) {
      char letter = form.charAt(at);
      int end = at + 1;
      if (letter == LITERAL) {
        end = form.indexOf(LITERAL, at + 1) + 1;
        if (end == 0) {
          return Optional.of(form.substring(at));
        }
        String text = end == at + 2 ? "'" : form.substring(at + 1, end - 1);
        pieces.add(new Piece(LITERAL, quoted(text)));
      } else if (isLetter(letter)) {
        while (end < form.length() && form.charAt(end) == letter) {
          end++;
        }
        Optional<Piece> piece = piece(letter, end - at);
        if (piece.isEmpty()) {
          return Optional.of(form.substring(at, end));
        }
        pieces.add(piece.get());
      } else if ("[]{}#".indexOf(letter) >= 0) {
        return Optional.of(String.valueOf(letter));
      } else {
        pieces.add(new Piece(LITERAL, quoted(String.valueOf(letter))));
      }
      at = end;
    }
    return Optional.empty();
  }

  private static boolean isLetter(char letter) {
    return letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z';
  }

  private static Optional<Piece> piece(char letter, int count) {
    String pattern =
        switch (letter) {
          case 'y', 'u' -> count == 4 ? YEAR : count == 2 ? "[0-9]{2}" : "";
          case 'M' -> number(count, MONTH, "(?:[1-9]|1[0-2])");
          case 'd' -> number(count, DAY, "(?:[1-9]|[12][0-9]|3[01])");
          case 'D' -> count == 3 ? "(?:00[1-9]|0[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9]|36[0-6])" : "";
          case 'H' -> number(count, HOUR, "(?:1?[0-9]|2[0-3])");
          case 'h' -> number(count, "(?:0[1-9]|1[0-2])", "(?:[1-9]|1[0-2])");
          case 'm', 's' -> number(count, MINUTE, "[1-5]?[0-9]");
          case 'S' -> count <= 9 ? "[0-9]{" + count + "}" : "";
          case 'X' -> offset(count, "Z|");
          case 'x' -> offset(count, "");
          default -> "";
        };
    boolean fixed =
        "yuMd".indexOf(letter) >= 0 && (letter == 'y' || letter == 'u' ? count == 4 : count == 2);
    char kind = !fixed ? LITERAL : letter == 'u' ? 'y' : letter;
    return pattern.isEmpty() ? Optional.empty() : Optional.of(new Piece(kind, pattern));
  }

  private static String number(int count, String padded, String bare) {
    return count == 2 ? padded : count == 1 ? bare : "";
  }

  private static String offset(int count, String zulu) {
    return switch (count) {
      case 1 -> "(?:" + zulu + "[+-](?:0[0-9]|1[0-7])(?:[0-5][0-9])?|[+-]18(?:00)?)";
      case 2 -> "(?:" + zulu + "[+-](?:(?:0[0-9]|1[0-7])[0-5][0-9]|1800))";
      case 3 -> "(?:" + zulu + OFFSET + ")";
      default -> "";
    };
  }

  private static String quoted(String text) {
    return text.replaceAll("[\\\\^$.*+?()\\[\\]{}|/]", "\\\\$0");
  }

  private static String pattern(List<Piece> pieces) {
    List<Character> kinds =
        pieces.stream().map(Piece::kind).filter(kind -> kind != LITERAL).toList();
    boolean calendar = kinds.size() == 3 && kinds.containsAll(List.of('y', 'M', 'd'));
    if (!calendar) {
      return "^" + join(pieces) + "$";
    }
    int first = 0;
    while (pieces.get(first).kind() == LITERAL) {
      first++;
    }
    int last = pieces.size();
    while (pieces.get(last - 1).kind() == LITERAL) {
      last--;
    }
    List<Piece> date = pieces.subList(first, last);
    List<String> days =
        List.of(
            with(date, YEAR, "(?:0[13578]|1[02])", DAY),
            with(date, YEAR, "(?:0[469]|11)", "(?:0[1-9]|[12][0-9]|30)"),
            with(date, YEAR, "02", "(?:0[1-9]|1[0-9]|2[0-8])"),
            with(date, LEAP_YEAR, "02", "29"));
    return "^"
        + join(pieces.subList(0, first))
        + "(?:"
        + String.join("|", days)
        + ")"
        + join(pieces.subList(last, pieces.size()))
        + "$";
  }

  private static String with(List<Piece> date, String year, String month, String day) {
    return date.stream()
        .map(
            piece ->
                switch (piece.kind()) {
                  case 'y' -> year;
                  case 'M' -> month;
                  case 'd' -> day;
                  default -> piece.pattern();
                })
        .collect(Collectors.joining());
  }

  private static String join(List<Piece> pieces) {
    return pieces.stream().map(Piece::pattern).collect(Collectors.joining());
  }
}
