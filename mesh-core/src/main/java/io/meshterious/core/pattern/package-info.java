// SPDX-License-Identifier: Apache-2.0
/** Regular expressions that match in linear time and mean the same in every rendering. */
@NullMarked
package io.meshterious.core.pattern;

import org.jspecify.annotations.NullMarked;
