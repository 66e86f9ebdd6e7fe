// SPDX-License-Identifier: Apache-2.0
/** Tests of Parquet's encodings against the decoders of parquet-java. */
@NullMarked
package io.meshterious.lake.internal.parquet.encoding;

import org.jspecify.annotations.NullMarked;
