// SPDX-License-Identifier: Apache-2.0
/** What faults do to the JSON of a row as a whole. */
@NullMarked
package io.meshterious.producers.internal.fault.change;

import org.jspecify.annotations.NullMarked;
