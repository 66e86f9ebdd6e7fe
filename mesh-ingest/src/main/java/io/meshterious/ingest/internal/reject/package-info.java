// SPDX-License-Identifier: Apache-2.0
/** Events that are no rows, and the table that keeps them. */
@NullMarked
package io.meshterious.ingest.internal.reject;

import org.jspecify.annotations.NullMarked;
