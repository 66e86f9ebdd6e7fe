// SPDX-License-Identifier: Apache-2.0
/** The {@code mesh.*} custom properties: what the standard has no word for. */
@NullMarked
package io.meshterious.core.contract.hint;

import org.jspecify.annotations.NullMarked;
