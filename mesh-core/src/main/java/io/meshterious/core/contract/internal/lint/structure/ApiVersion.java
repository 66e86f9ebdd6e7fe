// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.structure;

import io.meshterious.core.contract.DataContract;
import java.util.List;

/** The versions of the standard whose rules are known. */
public enum ApiVersion {
  /** 3.0.0 to 3.0.2. */
  V3_0,
  /** 3.1.0. */
  V3_1;

  static final List<String> NAMES = List.of("v3.1.0", "v3.0.2", "v3.0.1", "v3.0.0");

  /**
   * The version whose rules a contract follows; the newest when it does not say or says something
   * unknown.
   */
  public static ApiVersion of(DataContract contract) {
    return contract.apiVersion().startsWith("v3.0.") ? V3_0 : V3_1;
  }

  boolean knowsThreeOne() {
    return this == V3_1;
  }
}
