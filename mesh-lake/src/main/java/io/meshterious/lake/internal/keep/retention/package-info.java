// SPDX-License-Identifier: Apache-2.0
/** Old rows, archived and deleted; on {@code compaction}, which writes what stays. */
@NullMarked
package io.meshterious.lake.internal.keep.retention;

import org.jspecify.annotations.NullMarked;
