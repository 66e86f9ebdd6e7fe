// SPDX-License-Identifier: Apache-2.0
/** Files that a statement can do without, found by its plan; on {@code table}. */
@NullMarked
package io.meshterious.lake.internal.query.pruning;

import org.jspecify.annotations.NullMarked;
