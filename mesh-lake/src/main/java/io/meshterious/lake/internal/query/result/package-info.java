// SPDX-License-Identifier: Apache-2.0
/** What comes out of a run: rows, arrays, records, text, files; on {@code run}. */
@NullMarked
package io.meshterious.lake.internal.query.result;

import org.jspecify.annotations.NullMarked;
