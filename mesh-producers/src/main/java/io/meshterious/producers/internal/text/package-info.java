// SPDX-License-Identifier: Apache-2.0
/** Short texts that are written for many rows at once. */
@NullMarked
package io.meshterious.producers.internal.text;

import org.jspecify.annotations.NullMarked;
