// SPDX-License-Identifier: Apache-2.0
/** Iceberg tables in a folder or behind a catalog: open, create, read, write and keep them. */
@NullMarked
package io.meshterious.lake;

import org.jspecify.annotations.NullMarked;
