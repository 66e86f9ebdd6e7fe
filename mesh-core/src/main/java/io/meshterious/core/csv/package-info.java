// SPDX-License-Identifier: Apache-2.0
/** Delimiter-separated values: their records, and the columns that a table of a contract has. */
@NullMarked
package io.meshterious.core.csv;

import org.jspecify.annotations.NullMarked;
