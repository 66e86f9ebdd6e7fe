// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.commit;

/**
 * What a commit stored, and the books that go with it.
 *
 * @param table the table
 * @param snapshot the snapshot
 * @param received how many events were read
 * @param stored how many of them are rows
 * @param deduplicated how many were known already
 * @param rejected how many are in the table of rejects
 * @param late how many of the rows came late
 * @param bytes how many bytes were read
 * @param nanos how long it took
 */
public record Booked(
    String table,
    long snapshot,
    long received,
    long stored,
    long deduplicated,
    long rejected,
    long late,
    long bytes,
    long nanos) {}
