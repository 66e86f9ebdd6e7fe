// SPDX-License-Identifier: Apache-2.0
/** The least and greatest values of pages, column chunks and files, and how they are cut. */
@NullMarked
package io.meshterious.lake.internal.parquet.bounds;

import org.jspecify.annotations.NullMarked;
