// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.element;

import io.meshterious.core.contract.diff.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes found so far, and how often a difference was reported or found to be spoken for
 * already.
 */
public final class Report {
  private final List<Change> changes = new ArrayList<>();
  private int spoken;

  /** A report without changes. */
  public Report() {}

  /** Appends a change. */
  public void add(Change change) {
    changes.add(change);
    spoken++;
  }

  /** Appends what another report has. */
  public void add(Report other) {
    changes.addAll(other.changes);
    spoken += other.spoken;
  }

  /** Notes a difference that a change elsewhere speaks for. */
  void spokenFor() {
    spoken++;
  }

  /** The changes, in the order in which they were found. */
  public List<Change> changes() {
    return changes;
  }

  /** How many differences were reported or are spoken for. */
  public int spoken() {
    return spoken;
  }
}
