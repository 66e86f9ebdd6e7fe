// SPDX-License-Identifier: Apache-2.0
/** Opens lakes: folders with their own catalog, and catalogs that are reached over the network. */
@NullMarked
package io.meshterious.lake.internal.catalog;

import org.jspecify.annotations.NullMarked;
