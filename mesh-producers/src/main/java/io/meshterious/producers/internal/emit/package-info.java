// SPDX-License-Identifier: Apache-2.0
/** From rows to events in the order in which they are sent. */
@NullMarked
package io.meshterious.producers.internal.emit;

import org.jspecify.annotations.NullMarked;
