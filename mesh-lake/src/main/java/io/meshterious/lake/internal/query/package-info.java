// SPDX-License-Identifier: Apache-2.0
/** How a question in SQL is taken apart, pinned, pruned, run and read. */
@NullMarked
package io.meshterious.lake.internal.query;

import org.jspecify.annotations.NullMarked;
