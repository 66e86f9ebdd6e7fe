// SPDX-License-Identifier: Apache-2.0
/** Tests of bounds. */
@NullMarked
package io.meshterious.lake.internal.parquet.bounds;

import org.jspecify.annotations.NullMarked;
