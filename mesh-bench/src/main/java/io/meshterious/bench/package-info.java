// SPDX-License-Identifier: Apache-2.0
/**
 * Benchmarks that run beside their baselines: the command line, and what measures and reports. Each
 * benchmark is a class in a package named for the stage it measures, listed in {@link
 * io.meshterious.bench.Benches}.
 */
@NullMarked
package io.meshterious.bench;

import org.jspecify.annotations.NullMarked;
