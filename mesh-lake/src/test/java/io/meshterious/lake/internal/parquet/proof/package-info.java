// SPDX-License-Identifier: Apache-2.0
/** Files of the encoder, read by readers that know nothing of it. */
@NullMarked
package io.meshterious.lake.internal.parquet.proof;

import org.jspecify.annotations.NullMarked;
