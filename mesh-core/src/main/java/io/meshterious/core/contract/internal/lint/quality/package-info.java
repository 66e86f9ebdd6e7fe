// SPDX-License-Identifier: Apache-2.0
/** The rules about quality rules and service levels. */
@NullMarked
package io.meshterious.core.contract.internal.lint.quality;

import org.jspecify.annotations.NullMarked;
