// SPDX-License-Identifier: Apache-2.0
/** The rules about {@code mesh.*} custom properties. */
@NullMarked
package io.meshterious.core.contract.internal.lint.hint;

import org.jspecify.annotations.NullMarked;
