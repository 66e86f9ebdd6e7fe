// SPDX-License-Identifier: Apache-2.0
/** The rows to write: a SELECT, batches, the tables they come from; on {@code value} alone. */
@NullMarked
package io.meshterious.lake.internal.write.source;

import org.jspecify.annotations.NullMarked;
