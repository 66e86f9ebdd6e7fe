// SPDX-License-Identifier: Apache-2.0
/**
 * Rows as columns: primitive arrays that are filled row by row or in bulk, and written to files
 * without an object per row.
 */
@NullMarked
package io.meshterious.lake.batch;

import org.jspecify.annotations.NullMarked;
