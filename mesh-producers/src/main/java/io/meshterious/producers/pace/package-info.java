// SPDX-License-Identifier: Apache-2.0
/** How fast events are sent. */
@NullMarked
package io.meshterious.producers.pace;

import org.jspecify.annotations.NullMarked;
