// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.lineage;

import java.time.Instant;
import java.util.List;

/**
 * That a job has made some data of other data, once.
 *
 * @param when when it was done
 * @param stage what kind of job it is, such as {@code ingest}
 * @param job what the job is called
 * @param inputs what it read
 * @param outputs what it wrote
 */
public record LineageFact(
    Instant when, String stage, String job, List<LineageData> inputs, List<LineageData> outputs) {
  /** Copies the lists. */
  public LineageFact {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
