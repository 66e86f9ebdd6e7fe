// SPDX-License-Identifier: Apache-2.0
/** Which events were there before. */
@NullMarked
package io.meshterious.ingest.internal.dedupe;

import org.jspecify.annotations.NullMarked;
