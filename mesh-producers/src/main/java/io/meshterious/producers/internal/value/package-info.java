// SPDX-License-Identifier: Apache-2.0
/** Values that are found for many rows at once: the loop over rows is inside, where it is cheap. */
@NullMarked
package io.meshterious.producers.internal.value;

import org.jspecify.annotations.NullMarked;
