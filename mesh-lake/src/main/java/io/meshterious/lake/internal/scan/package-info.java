// SPDX-License-Identifier: Apache-2.0
/** Iceberg tables as SQL the engine understands: planned, pruned, by field id, deletes applied. */
@NullMarked
package io.meshterious.lake.internal.scan;

import org.jspecify.annotations.NullMarked;
