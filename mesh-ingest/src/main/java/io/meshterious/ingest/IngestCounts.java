// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

/**
 * The books of a pipeline, of everything it committed since it was started. What was received is
 * what was stored, deduplicated and rejected.
 *
 * @param received how many events were read
 * @param stored how many became rows
 * @param deduplicated how many were known already
 * @param rejected how many are in the table of rejects
 * @param late how many of those that were stored came late
 * @param bytes how many bytes were read
 * @param commits how many snapshots were made
 */
public record IngestCounts(
    long received,
    long stored,
    long deduplicated,
    long rejected,
    long late,
    long bytes,
    long commits) {
  /** Of a pipeline that has committed nothing. */
  public static final IngestCounts NONE = new IngestCounts(0, 0, 0, 0, 0, 0, 0);

  /** These and others. */
  public IngestCounts plus(IngestCounts other) {
    return new IngestCounts(
        received + other.received,
        stored + other.stored,
        deduplicated + other.deduplicated,
        rejected + other.rejected,
        late + other.late,
        bytes + other.bytes,
        commits + other.commits);
  }

  /** Whether everything received is accounted for. */
  public boolean balanced() {
    return received == stored + deduplicated + rejected;
  }
}
