// SPDX-License-Identifier: Apache-2.0
/**
 * Questions in SQL, answered. Below it, each on those before it: {@code statement}, {@code table},
 * {@code pruning}, {@code run} and {@code result}.
 */
@NullMarked
package io.meshterious.lake.internal.query;

import org.jspecify.annotations.NullMarked;
