// SPDX-License-Identifier: Apache-2.0
/** Types and values of the engine, and how they become those of a table; below all others. */
@NullMarked
package io.meshterious.lake.internal.write.value;

import org.jspecify.annotations.NullMarked;
