// SPDX-License-Identifier: Apache-2.0
/** Readers of texts, identifiers and bytes. */
@NullMarked
package io.meshterious.ingest.internal.decode.value.text;

import org.jspecify.annotations.NullMarked;
