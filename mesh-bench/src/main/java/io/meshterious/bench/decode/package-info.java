// SPDX-License-Identifier: Apache-2.0
/** Reading events from their bytes into columns. */
@NullMarked
package io.meshterious.bench.decode;

import org.jspecify.annotations.NullMarked;
