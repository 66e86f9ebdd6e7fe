// SPDX-License-Identifier: Apache-2.0
/** Where events come from: the interface that sources implement, and what they are opened with. */
@NullMarked
package io.meshterious.ingest.source;

import org.jspecify.annotations.NullMarked;
