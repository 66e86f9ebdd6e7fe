// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.hint;

import io.meshterious.core.contract.element.Element;
import io.meshterious.core.document.ListNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ScalarNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code mesh.*} custom properties of a table. A value that lint would refuse reads as absent.
 */
public final class TableHints {
  /** What a table is to the warehouse. */
  public enum Kind {
    /** Something that happened, as it was published. */
    EVENT,
    /** Something that happened, modelled for analysis. */
    FACT,
    /** Something that facts refer to. */
    DIMENSION,
    /** A fixed list. */
    REFERENCE
  }

  /** Which clock a dedupe window follows. */
  public enum DedupeTime {
    /** When the event happened. */
    EVENT_TIME,
    /** When the event was committed. */
    COMMIT_TIME
  }

  /** What happens to fields of an event that the contract does not name. */
  public enum UnknownFields {
    /** They are dropped. */
    IGNORE,
    /** The event is rejected. */
    REJECT,
    /** They are kept in a JSON column. */
    KEEP
  }

  private static final Pattern WEEKS = Pattern.compile("P([0-9]{1,6})W");

  private final Element table;

  /** The hints of a table. */
  public TableHints(Element table) {
    this.table = table;
  }

  /** What the table is: {@code mesh.kind}. */
  public Optional<Kind> kind() {
    return table
        .customText("mesh.kind")
        .flatMap(
            text ->
                switch (text) {
                  case "event" -> Optional.of(Kind.EVENT);
                  case "fact" -> Optional.of(Kind.FACT);
                  case "dimension" -> Optional.of(Kind.DIMENSION);
                  case "reference" -> Optional.of(Kind.REFERENCE);
                  default -> Optional.empty();
                });
  }

  /** The property that identifies an event: {@code mesh.eventId}. */
  public Optional<String> eventId() {
    return table.customText("mesh.eventId");
  }

  /** The property that says when an event happened: {@code mesh.eventTime}. */
  public Optional<String> eventTime() {
    return table.customText("mesh.eventTime");
  }

  /** What the property {@code event_type} carries: {@code mesh.eventType}. */
  public Optional<String> eventType() {
    return table.customText("mesh.eventType");
  }

  /** How long the same event id means the same event: {@code mesh.dedupeWindow}. */
  public Optional<Duration> dedupeWindow() {
    return table.customText("mesh.dedupeWindow").flatMap(TableHints::duration);
  }

  /**
   * Which clock the dedupe window follows: {@code mesh.dedupeTime}, event time unless said
   * otherwise.
   */
  public DedupeTime dedupeTime() {
    return table.customText("mesh.dedupeTime").filter("commitTime"::equals).isPresent()
        ? DedupeTime.COMMIT_TIME
        : DedupeTime.EVENT_TIME;
  }

  /** How late an event may come: {@code mesh.allowedLateness}. */
  public Optional<Duration> allowedLateness() {
    return table.customText("mesh.allowedLateness").flatMap(TableHints::duration);
  }

  /** How the table is partitioned: {@code mesh.partitioning}; empty when it says nothing. */
  public List<PartitionTransform> partitioning() {
    return list("mesh.partitioning").stream()
        .flatMap(text -> PartitionTransform.parse(text).stream())
        .toList();
  }

  /** What happens to unknown fields: {@code mesh.unknownFields}, ignored unless said otherwise. */
  public UnknownFields unknownFields() {
    return switch (table.customText("mesh.unknownFields").orElse("ignore")) {
      case "reject" -> UnknownFields.REJECT;
      case "keep" -> UnknownFields.KEEP;
      default -> UnknownFields.IGNORE;
    };
  }

  /** Who publishes the events: {@code mesh.publishers}. */
  public List<String> publishers() {
    return list("mesh.publishers");
  }

  /**
   * An ISO-8601 duration of days, hours, minutes and seconds, such as {@code P7D}; weeks count as
   * seven days.
   *
   * @return empty when the text is none, is not above zero, or has months or years, whose length is
   *     not fixed
   */
  public static Optional<Duration> duration(String text) {
    try {
      Matcher weeks = WEEKS.matcher(text);
      Duration duration =
          weeks.matches()
              ? Duration.ofDays(7L * Integer.parseInt(weeks.group(1)))
              : Duration.parse(text);
      return duration.isNegative() || duration.isZero() ? Optional.empty() : Optional.of(duration);
    } catch (DateTimeParseException | ArithmeticException notADuration) {
      return Optional.empty();
    }
  }

  private List<String> list(String name) {
    List<String> texts = new ArrayList<>();
    Node node = table.customProperty(name).orElse(ListNode.EMPTY);
    if (node instanceof ListNode items) {
      for (Node item : items.items()) {
        if (item instanceof ScalarNode scalar && scalar.isText()) {
          texts.add(scalar.text());
        }
      }
    }
    return texts;
  }
}
