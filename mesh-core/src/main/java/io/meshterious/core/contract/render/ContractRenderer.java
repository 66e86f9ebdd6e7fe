// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.render;

import io.meshterious.core.plugin.Plugin;
import java.util.Map;

/**
 * Makes something of a contract: a schema, statements, a suite. Besides what every {@link Plugin}
 * promises:
 *
 * <ol start="6">
 *   <li>{@link #render} is a pure function: the same request gives the same bytes, on every machine
 *       and in every locale.
 *   <li>It never changes, keeps or waits for anything outside its arguments.
 *   <li>What the contract says and the target cannot is refused with {@link
 *       io.meshterious.core.contract.ContractError#NOT_REPRESENTABLE}, naming the property; it is
 *       never left out silently.
 *   <li>An option that is not in {@link #options()} is refused with {@link
 *       io.meshterious.core.contract.ContractError#OPTION_INVALID}, naming the known ones.
 *   <li>Every path in the result is relative, uses {@code /}, and never leads out of its folder.
 * </ol>
 */
public interface ContractRenderer extends Plugin {
  /** The options it knows, each with what it does, its values and its default. */
  default Map<String, String> options() {
    return Map.of();
  }

  /** Renders a contract. */
  Rendering render(RenderRequest request);
}
