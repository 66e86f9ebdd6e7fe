// SPDX-License-Identifier: Apache-2.0
/** Turns between processes that commit to the same table; on {@code failure}. */
@NullMarked
package io.meshterious.lake.internal.commit.lock;

import org.jspecify.annotations.NullMarked;
