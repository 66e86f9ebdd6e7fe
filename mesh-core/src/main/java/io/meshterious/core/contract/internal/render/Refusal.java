// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.error.MeshException;

/** The exceptions by which renderers refuse. */
public final class Refusal {
  private Refusal() {}

  /**
   * What the contract says cannot be said in the target's language.
   *
   * @param path the names from the table down to what cannot be said
   * @param language the target's language, such as {@code Avro}
   * @param why the reason, and what can be done
   */
  public static MeshException notRepresentable(String path, String language, String why) {
    return new MeshException(
        ContractError.NOT_REPRESENTABLE,
        "Cannot render '" + path + "' as " + language + ": " + why);
  }
}
