// SPDX-License-Identifier: Apache-2.0
/** What failures mean to somebody who commits, and how long they go on; below all others. */
@NullMarked
package io.meshterious.lake.internal.commit.failure;

import org.jspecify.annotations.NullMarked;
