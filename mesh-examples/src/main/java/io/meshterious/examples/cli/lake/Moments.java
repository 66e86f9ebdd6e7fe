// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads points in time as people write them: with a time of day and an offset, or a day of UTC. */
public final class Moments implements ITypeConverter<Instant> {
  /** A reader of times. */
  public Moments() {}

  @Override
  public Instant convert(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is not a time such as 2026-01-31T12:00:00Z or 2026-01-31"));
  }

  /** The time that a text says, if it says one; a day is its beginning. */
  static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          text.length() == "2026-01-31".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }
}
