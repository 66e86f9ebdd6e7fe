// SPDX-License-Identifier: Apache-2.0
/** Sets of identifiers of 128 bits. */
@NullMarked
package io.meshterious.bench.dedupe;

import org.jspecify.annotations.NullMarked;
