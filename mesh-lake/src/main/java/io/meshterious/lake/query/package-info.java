// SPDX-License-Identifier: Apache-2.0
/** Questions in SQL over the tables of a lake, and their results. */
@NullMarked
package io.meshterious.lake.query;

import org.jspecify.annotations.NullMarked;
