// SPDX-License-Identifier: Apache-2.0
/**
 * Commits: one at a time per table, tried again until they are decided. Below it come first {@code
 * failure}, {@code change} and {@code manifest}; then {@code lock} on the first of them, and {@code
 * run} on all three.
 */
@NullMarked
package io.meshterious.lake.internal.commit;

import org.jspecify.annotations.NullMarked;
