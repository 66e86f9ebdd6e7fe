// SPDX-License-Identifier: Apache-2.0
/** Readers of values, made from a contract. */
@NullMarked
package io.meshterious.ingest.internal.decode.value;

import org.jspecify.annotations.NullMarked;
