// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.error.MeshException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An option of a renderer that is one of the constants of an enum. */
public final class Choice {
  private Choice() {}

  /**
   * The constant that an option names in lower case, or else the default.
   *
   * @throws MeshException with {@link ContractError#OPTION_INVALID} when it names none
   */
  public static <E extends Enum<E>> E of(
      RenderRequest request, String renderer, String option, E unlessSaid) {
    Optional<String> said = request.option(option);
    if (said.isEmpty()) {
      return unlessSaid;
    }
    E[] constants = unlessSaid.getDeclaringClass().getEnumConstants();
    for (E constant : constants) {
      if (text(constant).equals(said.get())) {
        return constant;
      }
    }
    List<String> allowed = Arrays.stream(constants).map(Choice::text).toList();
    throw new MeshException(
        ContractError.OPTION_INVALID,
        "Cannot render '"
            + request.contract().name()
            + "' with '"
            + renderer
            + "': option '"
            + option
            + "' is '"
            + said.get()
            + "'; allowed are "
            + allowed);
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
