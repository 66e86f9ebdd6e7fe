// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.render;

import io.meshterious.core.contract.internal.render.jsonschema.JsonSchemaRenderer;
import io.meshterious.core.contract.render.ContractRenderer;

class JsonSchemaRendererKitTest extends ContractRendererContract {
  @Override
  protected ContractRenderer subject() {
    return new JsonSchemaRenderer();
  }
}
