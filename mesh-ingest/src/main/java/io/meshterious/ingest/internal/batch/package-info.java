// SPDX-License-Identifier: Apache-2.0
/** What lanes have read and not committed yet: events, what became of them, and the rows they gave. */
@NullMarked
package io.meshterious.ingest.internal.batch;

import org.jspecify.annotations.NullMarked;
