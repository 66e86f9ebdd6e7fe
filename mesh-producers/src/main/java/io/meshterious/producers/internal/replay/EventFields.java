// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.replay;

import io.meshterious.core.contract.Table;
import io.meshterious.producers.internal.json.JsonPath;
import io.meshterious.producers.internal.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The id and the time of events, read from their JSON as their table says. */
final class EventFields {
  private static final long SECOND = 1_000_000_000L;

  private final Optional<String> idName;
  private final Optional<String> timeName;
  private final JsonPath idPath;
  private final JsonPath timePath;
  private final DateTimeFormatter form;
  private final ZoneId zone;
  private String id = "";
  private long nanos;

  EventFields(Table table) {
    idName = table.hints().eventId();
    timeName = table.hints().eventTime();
    idPath = new JsonPath(List.of(idName.orElse("")));
    timePath = new JsonPath(List.of(timeName.orElse("")));
    form =
        timeName
            .flatMap(table::property)
            .flatMap(it -> it.options().format())
            .map(it -> DateTimeFormatter.ofPattern(it, Locale.ROOT))
            .orElse(DateTimeFormatter.ISO_DATE_TIME);
    zone =
        timeName
            .flatMap(table::property)
            .map(it -> ZoneId.of(it.options().defaultTimezone()))
            .orElse(ZoneOffset.UTC);
  }

  /** Reads both; why that is not possible, when it is not. */
  Optional<String> read(byte[] json) {
    if (idName.isPresent()) {
      Optional<String> text = idPath.find(json).flatMap(it -> scalar(json, it));
      if (text.isEmpty()) {
        return Optional.of("it has no '" + idName.get() + "'");
      }
      id = text.get();
    }
    if (timeName.isPresent()) {
      Optional<String> text = timePath.find(json).flatMap(it -> scalar(json, it));
      if (text.isEmpty()) {
        return Optional.of("it has no '" + timeName.get() + "'");
      }
      try {
        nanos = moment(text.get());
      } catch (DateTimeException | ArithmeticException e) {
        return Optional.of("its '" + timeName.get() + "' is no time that is known");
      }
    }
    return Optional.empty();
  }

  /** The text of a text or number; empty for anything else. */
  private static Optional<String> scalar(byte[] json, JsonPath.Member member) {
    byte first = json[member.value()];
    if (first == '"') {
      return Optional.of(JsonText.read(json, member.value(), member.end()))
          .filter(it -> !it.isEmpty());
    }
    boolean number = first == '-' || first >= '0' && first <= '9';
    return number
        ? Optional.of(
            new String(
                json, member.value(), member.end() - member.value(), StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  private long moment(String text) {
    TemporalAccessor time = form.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    OffsetDateTime moment =
        time instanceof OffsetDateTime zoned
            ? zoned
            : ((LocalDateTime) time).atZone(zone).toOffsetDateTime();
    return Math.addExact(Math.multiplyExact(moment.toEpochSecond(), SECOND), moment.getNano());
  }

  /** The id; empty when the table has none. */
  String id() {
    return id;
  }

  /** When the event happened, in nanoseconds since 1970; 0 when the table has no such time. */
  long nanos() {
    return nanos;
  }
}
