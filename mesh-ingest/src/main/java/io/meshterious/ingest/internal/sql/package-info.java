// SPDX-License-Identifier: Apache-2.0
/** How names and values are said in SQL. */
@NullMarked
package io.meshterious.ingest.internal.sql;

import org.jspecify.annotations.NullMarked;
