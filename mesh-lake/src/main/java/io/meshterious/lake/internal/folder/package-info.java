// SPDX-License-Identifier: Apache-2.0
/** Lakes in a folder: how it is laid out, made by one process and opened by many. */
@NullMarked
package io.meshterious.lake.internal.folder;

import org.jspecify.annotations.NullMarked;
