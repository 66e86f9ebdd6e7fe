// SPDX-License-Identifier: Apache-2.0
/** Tables as statements name them, pinned and made readable; on {@code statement}. */
@NullMarked
package io.meshterious.lake.internal.query.table;

import org.jspecify.annotations.NullMarked;
