// SPDX-License-Identifier: Apache-2.0
/** The model of the example warehouse: what its contracts cannot say about their rows. */
@NullMarked
package io.meshterious.examples.warehouse;

import org.jspecify.annotations.NullMarked;
