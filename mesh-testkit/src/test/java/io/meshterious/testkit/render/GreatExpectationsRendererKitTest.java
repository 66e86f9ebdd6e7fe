// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.render;

import io.meshterious.core.contract.internal.render.gx.GreatExpectationsRenderer;
import io.meshterious.core.contract.render.ContractRenderer;

class GreatExpectationsRendererKitTest extends ContractRendererContract {
  @Override
  protected ContractRenderer subject() {
    return new GreatExpectationsRenderer();
  }
}
