// SPDX-License-Identifier: Apache-2.0
/** Writing to tables: append, overwrite, upsert, merge and delete, from SQL or from batches. */
@NullMarked
package io.meshterious.lake.write;

import org.jspecify.annotations.NullMarked;
