// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of writes that change rows. */
@NullMarked
package io.meshterious.bench.write;

import org.jspecify.annotations.NullMarked;
