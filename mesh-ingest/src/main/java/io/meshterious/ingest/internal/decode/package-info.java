// SPDX-License-Identifier: Apache-2.0
/** Events in JSON, read from their bytes into columns in one pass. */
@NullMarked
package io.meshterious.ingest.internal.decode;

import org.jspecify.annotations.NullMarked;
