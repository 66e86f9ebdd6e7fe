// SPDX-License-Identifier: Apache-2.0
/** Rows as lines of comma-separated values. */
@NullMarked
package io.meshterious.producers.internal.csv;

import org.jspecify.annotations.NullMarked;
