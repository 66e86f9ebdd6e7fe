// SPDX-License-Identifier: Apache-2.0
/** Faults that are put into events on purpose, and the log of what is true about them. */
@NullMarked
package io.meshterious.producers.fault;

import org.jspecify.annotations.NullMarked;
