// SPDX-License-Identifier: Apache-2.0
/** Rows deleted by file and position; on {@code file}, which puts the files in place. */
@NullMarked
package io.meshterious.lake.internal.write.deletes;

import org.jspecify.annotations.NullMarked;
