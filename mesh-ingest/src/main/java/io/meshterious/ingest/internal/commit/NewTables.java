// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.commit;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.error.MeshException;
import io.meshterious.lake.CreationOptions;
import io.meshterious.lake.Lake;
import io.meshterious.lake.LakeTable;

/** Makes tables that may be made by others at the same time. */
public final class NewTables {
  private NewTables() {}

  /**
   * The table of that name, made if it is not there.
   *
   * @param described the table's name in the contract
   */
  public static LakeTable make(Lake lake, DataContract contract, String described, String name) {
    return make(lake, contract, described, name, CreationOptions.defaults());
  }

  /** The same, with options for the case that it is made. */
  public static LakeTable make(
      Lake lake, DataContract contract, String described, String name, CreationOptions options) {
    if (!lake.exists(name)) {
      try {
        return lake.create(contract, described, name, options);
      } catch (MeshException e) {
        // Somebody else may have been first.
        if (!lake.exists(name)) {
          throw e;
        }
      }
    }
    return lake.table(name);
  }
}
