// SPDX-License-Identifier: Apache-2.0
/** Files of a lake: the local file system without Hadoop. */
@NullMarked
package io.meshterious.lake.internal.io;

import org.jspecify.annotations.NullMarked;
