// SPDX-License-Identifier: Apache-2.0
/** How fast events are made. */
@NullMarked
package io.meshterious.bench.generate;

import org.jspecify.annotations.NullMarked;
