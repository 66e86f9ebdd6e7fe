// SPDX-License-Identifier: Apache-2.0
/** Where records begin and end in a stream of bytes. */
@NullMarked
package io.meshterious.ingest.internal.file.record;

import org.jspecify.annotations.NullMarked;
