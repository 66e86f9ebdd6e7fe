// SPDX-License-Identifier: Apache-2.0
/** Events on their way from who makes them to who stores them. */
@NullMarked
package io.meshterious.core.event;

import org.jspecify.annotations.NullMarked;
