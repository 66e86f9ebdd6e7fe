// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.plugin;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.ErrorCode;

/** What can go wrong with plugins. */
public enum PluginError implements ErrorCode {
  /** No plugin has the name. */
  PLUGIN_UNKNOWN(1, ErrorCategory.CALLER),
  /** Several plugins have the name. */
  PLUGIN_DUPLICATE(2, ErrorCategory.SYSTEM),
  /** A provider cannot be constructed or says nothing sensible of itself. */
  PLUGIN_BROKEN(3, ErrorCategory.SYSTEM),
  /** The interface is not one that plugins are loaded for. */
  PLUGIN_TYPE_UNKNOWN(4, ErrorCategory.CALLER);

  private final int number;
  private final ErrorCategory category;

  PluginError(int number, ErrorCategory category) {
    this.number = number;
    this.category = category;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
