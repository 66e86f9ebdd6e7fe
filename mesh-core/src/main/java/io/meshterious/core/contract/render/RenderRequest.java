// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.render;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.error.MeshException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to render.
 *
 * @param contract the contract
 * @param context the contracts that its references may lead to, itself included
 * @param options options of the renderer
 */
public record RenderRequest(
    DataContract contract, DataContracts context, Map<String, String> options) {
  /** Copies the options. */
  public RenderRequest {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
  }

  /** A contract on its own. */
  public static RenderRequest of(DataContract contract) {
    return new RenderRequest(contract, DataContracts.of(List.of(contract)), Map.of());
  }

  /** The same, with the contracts that references may lead to. */
  public RenderRequest within(DataContracts newContext) {
    return new RenderRequest(contract, newContext, options);
  }

  /** The same, with one more option. */
  public RenderRequest with(String option, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(option, value);
    return new RenderRequest(contract, context, more);
  }

  /** An option's value. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /**
   * Refuses options that a renderer does not know.
   *
   * @return this request
   */
  public RenderRequest checkedFor(ContractRenderer renderer) {
    for (String option : options.keySet()) {
      if (!renderer.options().containsKey(option)) {
        throw new MeshException(
            ContractError.OPTION_INVALID,
            "Cannot render '"
                + contract.name()
                + "' with '"
                + renderer.name()
                + "': option '"
                + option
                + "' is not known; known options are "
                + renderer.options().keySet().stream().sorted().toList());
      }
    }
    return this;
  }
}
