// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import java.util.List;
import java.util.function.Supplier;

/**
 * A pipeline as a listener sees it.
 *
 * @param pipeline its name
 * @param tables the tables that it feeds, in the order of its routes
 * @param status says how it is; may be asked at any time, by any thread
 */
public record IngestView(String pipeline, List<String> tables, Supplier<IngestStatus> status) {
  /** Keeps a copy of the list. */
  public IngestView {
    tables = List.copyOf(tables);
  }
}
