// SPDX-License-Identifier: Apache-2.0
/** Finds the places where rejected events also go, and addresses what goes there. */
@NullMarked
package io.meshterious.ingest.internal.deadletter;

import org.jspecify.annotations.NullMarked;
