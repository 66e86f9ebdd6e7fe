// SPDX-License-Identifier: Apache-2.0
/** Encoders of columns, one for each kind of values. */
@NullMarked
package io.meshterious.lake.internal.parquet.column;

import org.jspecify.annotations.NullMarked;
