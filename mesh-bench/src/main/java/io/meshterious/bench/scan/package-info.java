// SPDX-License-Identifier: Apache-2.0
/** Reading tables: ours beside the engine's plain read of the same files and Iceberg's reader. */
@NullMarked
package io.meshterious.bench.scan;

import org.jspecify.annotations.NullMarked;
