// SPDX-License-Identifier: Apache-2.0
/** Looks at events that were rejected, and replays them. */
@NullMarked
package io.meshterious.ingest.reject;

import org.jspecify.annotations.NullMarked;
