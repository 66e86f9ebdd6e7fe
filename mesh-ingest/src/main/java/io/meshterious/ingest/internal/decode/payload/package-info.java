// SPDX-License-Identifier: Apache-2.0
/** Payloads of any content type, as JSON. */
@NullMarked
package io.meshterious.ingest.internal.decode.payload;

import org.jspecify.annotations.NullMarked;
