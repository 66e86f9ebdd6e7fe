// SPDX-License-Identifier: Apache-2.0
/**
 * Commits: one at a time per table, tried again until they are decided. Below it come first {@code
 * failure}, {@code change} and {@code manifest}; {@code lock} on the first, {@code run} on all three.
 */
@NullMarked
package io.meshterious.lake.internal.commit;

import org.jspecify.annotations.NullMarked;
