// SPDX-License-Identifier: Apache-2.0
/** Readers of days and times. */
@NullMarked
package io.meshterious.ingest.internal.decode.value.time;

import org.jspecify.annotations.NullMarked;
