// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import java.util.function.Supplier;

/**
 * A pipeline as a listener sees it.
 *
 * @param pipeline its name
 * @param table the table that it feeds
 * @param status says how it is; may be asked at any time, by any thread
 */
public record IngestView(String pipeline, String table, Supplier<IngestStatus> status) {}
