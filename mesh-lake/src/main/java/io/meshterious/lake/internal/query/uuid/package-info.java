// SPDX-License-Identifier: Apache-2.0
/** Columns of UUIDs, read from the pages of files. */
@NullMarked
package io.meshterious.lake.internal.query.uuid;

import org.jspecify.annotations.NullMarked;
