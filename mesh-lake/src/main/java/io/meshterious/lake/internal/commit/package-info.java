// SPDX-License-Identifier: Apache-2.0
/** Commits: one at a time per table, tried again until they are decided. */
@NullMarked
package io.meshterious.lake.internal.commit;

import org.jspecify.annotations.NullMarked;
