// SPDX-License-Identifier: Apache-2.0
/** Tests of the Parquet encoder. */
@NullMarked
package io.meshterious.lake.internal.parquet;

import org.jspecify.annotations.NullMarked;
