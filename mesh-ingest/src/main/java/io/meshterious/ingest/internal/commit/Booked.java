// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.commit;

import io.meshterious.core.error.ErrorCode;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a commit stored, and the books that go with it.
 *
 * @param table the table
 * @param snapshot the snapshot
 * @param received how many events were read
 * @param stored how many of them are rows
 * @param deduplicated how many were known already
 * @param rejected how many are in the table of rejects
 * @param rejects how many of those there are, by what is wrong with them
 * @param rejectsSnapshot the last snapshot of that table; empty when nothing was added to it
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
    Map<ErrorCode, Long> rejects,
    OptionalLong rejectsSnapshot,
    long late,
    long bytes,
    long nanos) {}
