// SPDX-License-Identifier: Apache-2.0
/** The rules about meaning, one class for each theme. */
@NullMarked
package io.meshterious.core.contract.internal.lint.rule;

import org.jspecify.annotations.NullMarked;
