// SPDX-License-Identifier: Apache-2.0
/** One run of a statement, from its parsing to its end or its stop; on {@code pruning}. */
@NullMarked
package io.meshterious.lake.internal.query.run;

import org.jspecify.annotations.NullMarked;
