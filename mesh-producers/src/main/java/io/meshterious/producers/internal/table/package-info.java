// SPDX-License-Identifier: Apache-2.0
/** What the rows of a table are made by. */
@NullMarked
package io.meshterious.producers.internal.table;

import org.jspecify.annotations.NullMarked;
