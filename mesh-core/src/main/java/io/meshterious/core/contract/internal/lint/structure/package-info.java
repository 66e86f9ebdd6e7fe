// SPDX-License-Identifier: Apache-2.0
/** The standard's grammar as data, and the walk that holds a document against it. */
@NullMarked
package io.meshterious.core.contract.internal.lint.structure;

import org.jspecify.annotations.NullMarked;
