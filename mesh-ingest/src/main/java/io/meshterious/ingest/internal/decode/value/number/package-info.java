// SPDX-License-Identifier: Apache-2.0
/** Readers of numbers. */
@NullMarked
package io.meshterious.ingest.internal.decode.value.number;

import org.jspecify.annotations.NullMarked;
