// SPDX-License-Identifier: Apache-2.0
/** Files that are read row after row. */
@NullMarked
package io.meshterious.producers.internal.replay;

import org.jspecify.annotations.NullMarked;
