// SPDX-License-Identifier: Apache-2.0
/** How the generators of the examples state columns. */
@NullMarked
package io.meshterious.examples.sheet;

import org.jspecify.annotations.NullMarked;
