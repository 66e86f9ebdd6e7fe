// SPDX-License-Identifier: Apache-2.0
/** Files that no metadata refers to; on {@code expiry}, which knows and deletes files. */
@NullMarked
package io.meshterious.lake.internal.keep.orphans;

import org.jspecify.annotations.NullMarked;
