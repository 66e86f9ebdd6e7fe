// SPDX-License-Identifier: Apache-2.0
/** What random values are drawn by. */
@NullMarked
package io.meshterious.producers.draw;

import org.jspecify.annotations.NullMarked;
