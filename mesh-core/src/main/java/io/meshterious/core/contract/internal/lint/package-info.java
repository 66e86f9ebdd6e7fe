// SPDX-License-Identifier: Apache-2.0
/** The rules that lint holds a contract against. */
@NullMarked
package io.meshterious.core.contract.internal.lint;

import org.jspecify.annotations.NullMarked;
