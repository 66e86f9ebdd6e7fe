// SPDX-License-Identifier: Apache-2.0
/** Snapshots that expire and the files that go with them; on {@code step} alone. */
@NullMarked
package io.meshterious.lake.internal.keep.expiry;

import org.jspecify.annotations.NullMarked;
