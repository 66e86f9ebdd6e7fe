// SPDX-License-Identifier: Apache-2.0
/** How Parquet lays values out in bytes: bit packing, deltas, dictionaries, hashes, Thrift. */
@NullMarked
package io.meshterious.lake.internal.parquet.encoding;

import org.jspecify.annotations.NullMarked;
