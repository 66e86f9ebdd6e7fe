// SPDX-License-Identifier: Apache-2.0
/** Data files from a SELECT: partitioned, sorted, measured, put in place; on {@code value}. */
@NullMarked
package io.meshterious.lake.internal.write.file;

import org.jspecify.annotations.NullMarked;
