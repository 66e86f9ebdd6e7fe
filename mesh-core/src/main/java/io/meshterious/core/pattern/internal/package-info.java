// SPDX-License-Identifier: Apache-2.0
/** How patterns are parsed, matched, rendered and turned into examples. */
@NullMarked
package io.meshterious.core.pattern.internal;

import org.jspecify.annotations.NullMarked;
