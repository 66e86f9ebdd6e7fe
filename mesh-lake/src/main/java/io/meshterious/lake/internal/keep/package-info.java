// SPDX-License-Identifier: Apache-2.0
/**
 * How tables are kept: what their maintenance consists of, planned and run. Below it come first
 * {@code step}, on that {@code compaction} and then {@code retention}, {@code expiry} and then
 * {@code orphans}, and {@code refs}.
 */
@NullMarked
package io.meshterious.lake.internal.keep;

import org.jspecify.annotations.NullMarked;
