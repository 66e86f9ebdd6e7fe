// SPDX-License-Identifier: Apache-2.0
/**
 * How a write is carried out: computed, committed, and computed anew. Below it, from the ground up:
 * {@code value}; {@code source} and {@code file}; {@code deletes} and {@code contract}; {@code
 * job}; {@code matching}.
 */
@NullMarked
package io.meshterious.lake.internal.write;

import org.jspecify.annotations.NullMarked;
