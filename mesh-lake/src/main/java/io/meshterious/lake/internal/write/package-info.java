// SPDX-License-Identifier: Apache-2.0
/** How rows become data files and delete files, and how a write is computed and committed. */
@NullMarked
package io.meshterious.lake.internal.write;

import org.jspecify.annotations.NullMarked;
