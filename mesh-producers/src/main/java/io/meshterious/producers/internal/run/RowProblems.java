// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import io.meshterious.producers.ProducerReport;
import io.meshterious.producers.replay.RowProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Counts the rows of a file that were passed over, and keeps the first. */
public final class RowProblems implements Consumer<RowProblem> {
  private final List<String> first = new ArrayList<>();
  private long count;

  @Override
  public synchronized void accept(RowProblem problem) {
    count++;
    if (first.size() < ProducerReport.TOLD) {
      first.add(problem.toString());
    }
  }

  /** How many there were. */
  public synchronized long count() {
    return count;
  }

  /** The first of them. */
  public synchronized List<String> first() {
    return List.copyOf(first);
  }
}
