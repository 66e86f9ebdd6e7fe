// SPDX-License-Identifier: Apache-2.0
/**
 * What the comparison of contracts, tables and properties shares: which elements are the same one,
 * which keys differ, and how that is said.
 */
@NullMarked
package io.meshterious.core.contract.internal.diff.element;

import org.jspecify.annotations.NullMarked;
