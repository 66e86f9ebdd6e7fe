// SPDX-License-Identifier: Apache-2.0
/** Tags and branches, and the audit of a branch; on {@code step} for its commits. */
@NullMarked
package io.meshterious.lake.internal.keep.refs;

import org.jspecify.annotations.NullMarked;
