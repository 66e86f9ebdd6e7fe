// SPDX-License-Identifier: Apache-2.0
/**
 * What a write computes and with what, and the writes that match no rows by key; on {@code source},
 * {@code file}, {@code deletes} and {@code contract}.
 */
@NullMarked
package io.meshterious.lake.internal.write.job;

import org.jspecify.annotations.NullMarked;
