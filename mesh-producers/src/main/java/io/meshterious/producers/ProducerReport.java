// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param name what it sent, such as {@code orders.north}
 * @param fromRow the first row it made; of a file, the first row it read
 * @param nextRow the row after the last
 * @param sent how many events it sent
 * @param confirmed how many of them are where they should be
 * @param refused how many of them were refused
 * @param refusals the first of those
 * @param faults how many faults it put in, by kind
 * @param skipped how many rows of a file it could not read
 * @param problems the first of those
 * @param duration how long it took
 */
public record ProducerReport(
    String name,
    long fromRow,
    long nextRow,
    long sent,
    long confirmed,
    long refused,
    List<Refusal> refusals,
    Map<String, Long> faults,
    long skipped,
    List<String> problems,
    Duration duration) {
  /** So many refusals and problems are told one by one. */
  public static final int TOLD = 100;

  /** A report whose lists do not change. */
  public ProducerReport {
    refusals = List.copyOf(refusals);
    problems = List.copyOf(problems);
  }

  /**
   * An event that was refused.
   *
   * @param eventId its id
   * @param why the reason
   */
  public record Refusal(String eventId, String why) {}

  /** Events of which it is not known whether they arrived: the run ended before. */
  public long unsettled() {
    return sent - confirmed - refused;
  }

  /** Whether all that was sent is where it should be, and every row was read. */
  public boolean complete() {
    return confirmed == sent && skipped == 0;
  }
}
