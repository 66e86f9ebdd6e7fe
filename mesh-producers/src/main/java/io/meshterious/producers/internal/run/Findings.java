// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

/**
 * What a run finds out while it sends.
 *
 * @param refusals events that the target refused
 * @param faults faults that were put in
 * @param problems rows of a file that were passed over
 */
public record Findings(Refusals refusals, FaultNotes faults, RowProblems problems) {}
