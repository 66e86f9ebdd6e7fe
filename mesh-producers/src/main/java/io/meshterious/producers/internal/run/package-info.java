// SPDX-License-Identifier: Apache-2.0
/** A run of a producer: when events are sent, how far it came, and where it goes on. */
@NullMarked
package io.meshterious.producers.internal.run;

import org.jspecify.annotations.NullMarked;
