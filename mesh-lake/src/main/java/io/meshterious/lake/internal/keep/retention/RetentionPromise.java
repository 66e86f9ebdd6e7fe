// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.retention;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.governance.SlaProperty;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.keep.KeepError;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How long a contract promises to keep the rows of a table.
 *
 * @param column the column of the event time
 * @param amount for how long; months and years are those of the calendar in UTC
 * @param text the promise as the contract writes it, such as {@code 7 years}
 * @param contract the contract's name
 */
public record RetentionPromise(String column, TemporalAmount amount, String text, String contract) {
  private static final String PROPERTY = "retention";
  private static final Map<String, TemporalAmount> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "min", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Period.ofDays(1),
          "w", Period.ofWeeks(1),
          "mo", Period.ofMonths(1),
          "y", Period.ofYears(1));
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("sec", "s"),
          Map.entry("second", "s"),
          Map.entry("minute", "min"),
          Map.entry("hr", "h"),
          Map.entry("hour", "h"),
          Map.entry("day", "d"),
          Map.entry("wk", "w"),
          Map.entry("week", "w"),
          Map.entry("month", "mo"),
          Map.entry("yr", "y"),
          Map.entry("year", "y"));

  /** The promise of a contract for one of its tables; of several the longest. */
  public static RetentionPromise of(DataContract contract, String tableName) {
    Table table =
        contract
            .table(tableName)
            .orElseThrow(
                () ->
                    invalid(
                        contract,
                        tableName,
                        "it has no such table (known: "
                            + contract.tables().stream().map(Table::name).toList()
                            + ")"));
    Instant now = Instant.EPOCH.plus(Duration.ofDays(36_525));
    return contract.slaProperties().stream()
        .filter(sla -> sla.property().equalsIgnoreCase(PROPERTY))
        .map(sla -> promise(contract, table, sla))
        .flatMap(Optional::stream)
        .min((one, other) -> one.limit(now).compareTo(other.limit(now)))
        .orElseThrow(
            () ->
                invalid(
                    contract,
                    tableName,
                    "it promises none; add a service level 'retention' with value, unit and"
                        + " element, or give a time"));
  }

  private static Optional<RetentionPromise> promise(
      DataContract contract, Table table, SlaProperty sla) {
    List<String> elements =
        sla.elements().isEmpty() ? contract.slaDefaultElement().stream().toList() : sla.elements();
    Optional<String> column = table.hints().eventTime();
    boolean meant = elements.isEmpty();
    for (String element : elements) {
      if (element.equals(table.name())) {
        meant = true;
      } else if (element.startsWith(table.name() + ".")) {
        meant = true;
        column = Optional.of(element.substring(table.name().length() + 1));
      }
    }
    if (!meant) {
      return Optional.empty();
    }
    String text =
        sla.value().map(ScalarNode::text).orElse("nothing")
            + sla.unit().map(unit -> " " + unit).orElse("");
    String of =
        column.orElseThrow(
            () ->
                invalid(
                    contract,
                    table.name(),
                    "retention of "
                        + text
                        + " does not say by which column; name it as element '"
                        + table.name()
                        + ".<column>' or set 'mesh.eventTime'"));
    return Optional.of(
        new RetentionPromise(of, amount(contract, table, sla, text), text, contract.name()));
  }

  private static TemporalAmount amount(
      DataContract contract, Table table, SlaProperty sla, String text) {
    String unit = sla.unit().orElse("").toLowerCase(Locale.ROOT);
    String singular =
        unit.endsWith("s") && unit.length() > 1 ? unit.substring(0, unit.length() - 1) : unit;
    TemporalAmount one = UNITS.get(SHORT.getOrDefault(singular, singular));
    Optional<Integer> count =
        sla.value().filter(ScalarNode::isNumber).flatMap(RetentionPromise::whole);
    if (one == null || count.isEmpty()) {
      throw invalid(
          contract,
          table.name(),
          "retention of "
              + text
              + " cannot be understood (a whole number from 1, and a unit of seconds, minutes,"
              + " hours, days, weeks, months or years)");
    }
    return one instanceof Period period
        ? period.multipliedBy(count.get())
        : ((Duration) one).multipliedBy(count.get());
  }

  private static Optional<Integer> whole(ScalarNode value) {
    BigDecimal number = value.decimal();
    try {
      int whole = number.intValueExact();
      return whole >= 1 ? Optional.of(whole) : Optional.empty();
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** The time before which rows need not be kept any more. */
  public Instant limit(Instant now) {
    return Objects.requireNonNull(now).atOffset(ZoneOffset.UTC).minus(amount).toInstant();
  }

  /** Like {@code contract 'orders' keeps rows for 7 years by 'order_ts'}. */
  @Override
  public String toString() {
    return "contract '" + contract + "' keeps rows for " + text + " by '" + column + "'";
  }

  private static MeshException invalid(DataContract contract, String table, String why) {
    return new MeshException(
        KeepError.INVALID_RETENTION,
        "Cannot tell how long contract '"
            + contract.name()
            + "' keeps rows of '"
            + table
            + "': "
            + why);
  }
}
