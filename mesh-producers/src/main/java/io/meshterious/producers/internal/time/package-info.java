// SPDX-License-Identifier: Apache-2.0
/** When rows happen. */
@NullMarked
package io.meshterious.producers.internal.time;

import org.jspecify.annotations.NullMarked;
