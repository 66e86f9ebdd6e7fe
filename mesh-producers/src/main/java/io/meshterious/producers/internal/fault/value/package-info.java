// SPDX-License-Identifier: Apache-2.0
/** Faults in the values of properties, and what values may be. */
@NullMarked
package io.meshterious.producers.internal.fault.value;

import org.jspecify.annotations.NullMarked;
