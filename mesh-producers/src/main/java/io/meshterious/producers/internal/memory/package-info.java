// SPDX-License-Identifier: Apache-2.0
/** Queues in memory as targets. */
@NullMarked
package io.meshterious.producers.internal.memory;

import org.jspecify.annotations.NullMarked;
