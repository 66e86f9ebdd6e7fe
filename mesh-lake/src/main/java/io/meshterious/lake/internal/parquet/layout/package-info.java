// SPDX-License-Identifier: Apache-2.0
/** What a Parquet file says of itself: its schema, column chunks and row groups. */
@NullMarked
package io.meshterious.lake.internal.parquet.layout;

import org.jspecify.annotations.NullMarked;
