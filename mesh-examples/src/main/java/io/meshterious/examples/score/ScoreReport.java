// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.score;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of events with faults.
 *
 * @param lines what became of each kind
 * @param invented how many events were rejected that no log knows of, by reason
 * @param problems what is wrong beside that, and the first few that were missed
 * @param notes what is worth knowing and not wrong
 */
public record ScoreReport(
    List<Line> lines, Map<String, Long> invented, List<String> problems, List<String> notes) {
  /** Copies the collections. */
  public ScoreReport {
    lines = List.copyOf(lines);
    invented = new TreeMap<>(invented);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /**
   * What became of the events with one kind of fault.
   *
   * @param kind the kind
   * @param expect what should become of them
   * @param labelled how many there are
   * @param found of how many it is so
   */
  public record Line(String kind, String expect, long labelled, long found) {
    /** Of how many it is not so. */
    public long missed() {
      return labelled - found;
    }
  }

  /** How many faults there are. */
  public long labelled() {
    return lines.stream().mapToLong(Line::labelled).sum();
  }

  /** How many were found. */
  public long found() {
    return lines.stream().mapToLong(Line::found).sum();
  }

  /** How many events were rejected that no log knows of. */
  public long inventions() {
    return invented.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether every fault was found, and nothing else. */
  public boolean perfect() {
    return found() == labelled() && invented.isEmpty() && problems.isEmpty();
  }
}
