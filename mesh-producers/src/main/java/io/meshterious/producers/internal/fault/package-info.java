// SPDX-License-Identifier: Apache-2.0
/** Which rows have a fault, and when they are sent. */
@NullMarked
package io.meshterious.producers.internal.fault;

import org.jspecify.annotations.NullMarked;
