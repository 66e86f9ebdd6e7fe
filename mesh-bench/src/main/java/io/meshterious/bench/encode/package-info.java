// SPDX-License-Identifier: Apache-2.0
/** Encoding columns as Parquet files: ours beside Iceberg's generic writer. */
@NullMarked
package io.meshterious.bench.encode;

import org.jspecify.annotations.NullMarked;
