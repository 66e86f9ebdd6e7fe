// SPDX-License-Identifier: Apache-2.0
/** Who is told what a pipeline does. */
@NullMarked
package io.meshterious.ingest.internal.watch;

import org.jspecify.annotations.NullMarked;
