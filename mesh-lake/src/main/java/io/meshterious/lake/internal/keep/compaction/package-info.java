// SPDX-License-Identifier: Apache-2.0
/** Files written anew and deletes without effect dropped; on {@code step} alone. */
@NullMarked
package io.meshterious.lake.internal.keep.compaction;

import org.jspecify.annotations.NullMarked;
