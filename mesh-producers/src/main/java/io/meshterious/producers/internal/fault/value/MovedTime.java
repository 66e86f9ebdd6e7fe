// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.type.DataType;
import io.meshterious.producers.fault.Expectation;
import io.meshterious.producers.internal.fault.change.Chance;
import io.meshterious.producers.internal.fault.change.Mutation;
import io.meshterious.producers.internal.json.JsonEdit;
import io.meshterious.producers.internal.json.JsonPath;
import io.meshterious.producers.internal.json.JsonText;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** An event that says it happened at another time. Its other times stay as they are. */
public final class MovedTime implements Mutation {
  private static final int SECONDS_END = 19;
  private static final long NANOS = 1_000_000_000L;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private final Site site;
  private final @Nullable DateTimeFormatter form;
  private final ToLongFunction<Chance> seconds;
  private final Expectation expect;

  private MovedTime(
      Site site,
      @Nullable DateTimeFormatter form,
      ToLongFunction<Chance> seconds,
      Expectation expect) {
    this.site = site;
    this.form = form;
    this.seconds = seconds;
    this.expect = expect;
  }

  /**
   * A move of the event time; empty when it is no timestamp that can be moved freely.
   *
   * @param eventTime the path of the event time
   * @param seconds how far it is moved
   */
  public static Optional<Mutation> of(
      List<Site> sites, String eventTime, ToLongFunction<Chance> seconds, Expectation expect) {
    return sites.stream()
        .filter(it -> it.path().equals(eventTime) && free(it))
        .findFirst()
        .map(site -> new MovedTime(site, form(site), seconds, expect));
  }

  private static boolean free(Site site) {
    var options = site.property().options();
    return site.type() instanceof DataType.Timestamp
        && options.minimum().isEmpty()
        && options.maximum().isEmpty()
        && options.exclusiveMinimum().isEmpty()
        && options.exclusiveMaximum().isEmpty();
  }

  private static @Nullable DateTimeFormatter form(Site site) {
    return site.property()
        .options()
        .format()
        .map(it -> DateTimeFormatter.ofPattern(it, Locale.ROOT))
        .orElse(null);
  }

  @Override
  public @Nullable Mutated apply(byte[] json, Chance chance) {
    Optional<JsonPath.Member> member = site.place().find(json);
    String text = member.map(it -> Site.text(json, it)).orElse(null);
    if (text == null) {
      return null;
    }
    long by = seconds.applyAsLong(chance);
    try {
      byte[] value = JsonText.write(moved(text, by));
      byte[] changed = JsonEdit.replace(json, member.orElseThrow(), value);
      return new Mutated(changed, Optional.of(site.path()), expect, by * NANOS);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The same text that many seconds later: what follows the seconds stays. */
  private String moved(String text, long by) {
    DateTimeFormatter written = form;
    if (written == null) {
      if (text.length() < SECONDS_END) {
        throw new DateTimeException("no seconds");
      }
      LocalDateTime time = LocalDateTime.parse(text.substring(0, SECONDS_END), SECONDS);
      return SECONDS.format(time.plusSeconds(by)) + text.substring(SECONDS_END);
    }
    TemporalAccessor time = written.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return written.format(
        time instanceof OffsetDateTime zoned
            ? zoned.plusSeconds(by)
            : ((LocalDateTime) time).plusSeconds(by));
  }
}
