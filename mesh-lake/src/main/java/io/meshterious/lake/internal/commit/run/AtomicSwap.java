// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.run;

import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.rest.RESTCatalog;

/** A catalog's way to change several tables in one step. */
@FunctionalInterface
public interface AtomicSwap {
  /** Changes all of them, or none. */
  void commit(List<TableCommit> commits);

  /** The one of a catalog; only REST catalogs have one. */
  static Optional<AtomicSwap> of(Catalog catalog) {
    return catalog instanceof RESTCatalog rest
        ? Optional.of(rest::commitTransaction)
        : Optional.empty();
  }
}
