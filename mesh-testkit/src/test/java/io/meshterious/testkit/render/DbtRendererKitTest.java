// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.render;

import io.meshterious.core.contract.internal.render.dbt.DbtRenderer;
import io.meshterious.core.contract.render.ContractRenderer;

class DbtRendererKitTest extends ContractRendererContract {
  @Override
  protected ContractRenderer subject() {
    return new DbtRenderer();
  }
}
