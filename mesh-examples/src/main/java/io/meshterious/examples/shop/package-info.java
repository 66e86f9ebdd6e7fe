// SPDX-License-Identifier: Apache-2.0
/** The model of the example shop: orders, their items, payments and reviews agree. */
@NullMarked
package io.meshterious.examples.shop;

import org.jspecify.annotations.NullMarked;
