// SPDX-License-Identifier: Apache-2.0
/** A contract's tables and properties as rules look at them, each read once. */
@NullMarked
package io.meshterious.core.contract.internal.lint.site;

import org.jspecify.annotations.NullMarked;
