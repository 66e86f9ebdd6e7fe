// SPDX-License-Identifier: Apache-2.0
/** Data files of Iceberg tables, written from batches of columns. */
@NullMarked
package io.meshterious.lake.file;

import org.jspecify.annotations.NullMarked;
