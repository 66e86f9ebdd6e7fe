// SPDX-License-Identifier: Apache-2.0
/** Queues in memory as sources. */
@NullMarked
package io.meshterious.ingest.internal.memory;

import org.jspecify.annotations.NullMarked;
