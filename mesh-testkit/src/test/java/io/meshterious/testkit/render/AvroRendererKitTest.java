// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.render;

import io.meshterious.core.contract.internal.render.avro.AvroRenderer;
import io.meshterious.core.contract.render.ContractRenderer;
import java.util.Set;

class AvroRendererKitTest extends ContractRendererContract {
  @Override
  protected ContractRenderer subject() {
    return new AvroRenderer();
  }

  @Override
  protected Set<RendererTrait> lacks() {
    return Set.of(RendererTrait.ODD_NAME);
  }
}
