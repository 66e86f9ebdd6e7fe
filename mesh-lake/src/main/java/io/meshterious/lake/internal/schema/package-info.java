// SPDX-License-Identifier: Apache-2.0
/** Tables from contracts: their schema, partitioning and properties, and how these evolve. */
@NullMarked
package io.meshterious.lake.internal.schema;

import org.jspecify.annotations.NullMarked;
