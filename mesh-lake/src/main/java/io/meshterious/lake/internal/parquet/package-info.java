// SPDX-License-Identifier: Apache-2.0
/** Parquet files from batches of columns: shapes, pages, row groups, footers and statistics. */
@NullMarked
package io.meshterious.lake.internal.parquet;

import org.jspecify.annotations.NullMarked;
