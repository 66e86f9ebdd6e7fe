// SPDX-License-Identifier: Apache-2.0
/** Pages of a column chunk: their bytes, levels, index, compression and sums. */
@NullMarked
package io.meshterious.lake.internal.parquet.page;

import org.jspecify.annotations.NullMarked;
