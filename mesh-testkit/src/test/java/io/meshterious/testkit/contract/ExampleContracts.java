// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.contract;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import java.nio.file.Path;
import java.util.List;

/** The example contracts of this repository. */
public final class ExampleContracts {
  private static final Path FOLDER = Path.of("..", "mesh-examples", "contracts");

  private ExampleContracts() {}

  /** All of them, so that references between them can be followed. */
  public static DataContracts load() {
    return DataContracts.loadAll(FOLDER);
  }

  /** Each of them. */
  public static List<DataContract> all() {
    return load().all();
  }
}
