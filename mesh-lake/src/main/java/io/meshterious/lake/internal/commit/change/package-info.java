// SPDX-License-Identifier: Apache-2.0
/** A change as an update of a table, and its traces in the history; on nothing else here. */
@NullMarked
package io.meshterious.lake.internal.commit.change;

import org.jspecify.annotations.NullMarked;
