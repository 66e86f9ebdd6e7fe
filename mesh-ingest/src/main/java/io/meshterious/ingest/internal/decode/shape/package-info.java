// SPDX-License-Identifier: Apache-2.0
/** Shapes that events have, learned from them. */
@NullMarked
package io.meshterious.ingest.internal.decode.shape;

import org.jspecify.annotations.NullMarked;
