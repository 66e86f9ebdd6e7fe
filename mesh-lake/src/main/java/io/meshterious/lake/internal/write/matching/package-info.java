// SPDX-License-Identifier: Apache-2.0
/** Upserts and merges, which match rows by key or condition; on {@code job}. */
@NullMarked
package io.meshterious.lake.internal.write.matching;

import org.jspecify.annotations.NullMarked;
