// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.place;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The options in the URI of a place: the names and values of its query. Those that are asked for
 * are those that are known; {@link #complete()} refuses all others. A value that is not allowed is
 * refused with the error of the place, saying what is.
 *
 * <p>For one thread.
 */
public final class PlaceOptions {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
  private static final Pattern BYTES = Pattern.compile("(\\d{1,12})(B|kB|MB|GB|TB)?");
  private static final Map<String, Long> FACTORS =
      Map.of(
          "B", 1L, "kB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);

  private final Place place;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> known = new TreeSet<>();

  private PlaceOptions(Place place) {
    this.place = place;
  }

  /** The options of a place. */
  public static PlaceOptions of(Place place) {
    PlaceOptions options = new PlaceOptions(place);
    String query = place.rawQuery();
    if (!query.isEmpty()) {
      for (String part : query.split("&", -1)) {
        options.read(part);
      }
    }
    return options;
  }

  private void read(String part) {
    int equals = part.indexOf('=');
    if (equals < 1) {
      throw new MeshException(
          place.invalid(), "Invalid option '" + part + "' of " + place + " (name=value)");
    }
    String name = Place.decode(part.substring(0, equals));
    String value = Place.decode(part.substring(equals + 1));
    if (value.isEmpty()) {
      throw invalid(name, value, "a value, or no option");
    } else if (values.put(name, value) != null) {
      throw invalid(name, value, "given once");
    }
  }

  /** A text. */
  public Optional<String> text(String name) {
    known.add(name);
    return Optional.ofNullable(values.get(name));
  }

  /** One of several words. */
  public Optional<String> choice(String name, List<String> allowed) {
    Optional<String> value = text(name);
    value.ifPresent(
        given -> {
          if (!allowed.contains(given)) {
            String near =
                NearMiss.of(given, allowed).map(it -> "; did you mean '" + it + "'?").orElse("");
            throw invalid(name, given, String.join(", ", allowed) + near);
          }
        });
    return value;
  }

  /** {@code true} or {@code false}. */
  public Optional<Boolean> flag(String name) {
    return choice(name, List.of("true", "false")).map("true"::equals);
  }

  /** A whole number within bounds. */
  public OptionalLong number(String name, long least, long most) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    String rule = "a whole number from " + least + " to " + most;
    try {
      long number = Long.parseLong(value.get());
      if (number < least || number > most) {
        throw invalid(name, value.get(), rule);
      }
      return OptionalLong.of(number);
    } catch (NumberFormatException notANumber) {
      throw invalid(name, value.get(), rule);
    }
  }

  /** A whole number within bounds. */
  public OptionalInt count(String name, int least, int most) {
    OptionalLong value = number(name, least, most);
    return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) value.getAsLong());
  }

  /** A number with a unit, such as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 12h} or 7d. */
  public Optional<Duration> duration(String name, Duration least, Duration most) {
    Optional<String> value = text(name);
    return value.map(
        given -> {
          Matcher matcher = DURATION.matcher(given);
          if (matcher.matches()) {
            Duration duration =
                Duration.ofMillis(Long.parseLong(matcher.group(1)) * unit(MILLIS, matcher));
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
              return duration;
            }
          }
          throw invalid(
              name,
              given,
              "a number with ms, s, m, h or d, from " + written(least) + " to " + written(most));
        });
  }

  /** A number of bytes, such as {@code 20GB}; without a unit, of single bytes. */
  public OptionalLong bytes(String name, long least, long most) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    Matcher matcher = BYTES.matcher(value.get());
    if (matcher.matches()) {
      double bytes = (double) Long.parseLong(matcher.group(1)) * unit(FACTORS, matcher);
      if (bytes >= least && bytes <= most) {
        return OptionalLong.of(Long.parseLong(matcher.group(1)) * unit(FACTORS, matcher));
      }
    }
    throw invalid(
        name,
        value.get(),
        "a number of bytes, or one with kB, MB, GB or TB, from " + least + " to " + most);
  }

  private static long unit(Map<String, Long> units, Matcher matcher) {
    return units.getOrDefault(String.valueOf(matcher.group(2)), 1L);
  }

  private static String written(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "d";
    } else if (millis % 1_000 == 0) {
      return millis / 1_000 + "s";
    }
    return millis + "ms";
  }

  /** A failure that says what is allowed. */
  public MeshException invalid(String name, String value, String rule) {
    return new MeshException(
        place.invalid(),
        "Invalid option '" + name + "' of " + place + ": '" + value + "' (" + rule + ")");
  }

  /** Ends the questions: an option that none of them was about is refused. */
  public void complete() {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        String near = NearMiss.of(name, known).map(it -> "; did you mean '" + it + "'?").orElse("");
        throw new MeshException(
            place.invalid(),
            "Cannot use option '" + name + "' of " + place + ": known options are " + known + near);
      }
    }
  }
}
