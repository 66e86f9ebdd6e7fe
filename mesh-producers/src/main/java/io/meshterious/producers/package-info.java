// SPDX-License-Identifier: Apache-2.0
/** Producing events that a contract describes. */
@NullMarked
package io.meshterious.producers;

import org.jspecify.annotations.NullMarked;
