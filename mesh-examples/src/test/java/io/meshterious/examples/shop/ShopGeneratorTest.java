// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.shop;

import io.meshterious.core.contract.DataContracts;
import io.meshterious.producers.EventGenerator;
import io.meshterious.stagekit.generator.EventGeneratorContract;
import java.nio.file.Path;

class ShopGeneratorTest extends EventGeneratorContract {
  private static final DataContracts CONTRACTS =
      DataContracts.loadAll(Path.of("contracts", "shop"));

  @Override
  protected EventGenerator subject() {
    return new ShopGenerator();
  }

  @Override
  protected DataContracts contracts() {
    return CONTRACTS;
  }

  @Override
  protected int rows() {
    return 3000;
  }
}
