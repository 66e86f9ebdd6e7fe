// SPDX-License-Identifier: Apache-2.0
/** Discovery of plugins: typed, deterministic, and safe against a broken provider. */
@NullMarked
package io.meshterious.core.plugin;

import org.jspecify.annotations.NullMarked;
