// SPDX-License-Identifier: Apache-2.0
/** What single values mean: their types, bounds and moments in time. */
@NullMarked
package io.meshterious.core.contract.internal.lint.value;

import org.jspecify.annotations.NullMarked;
