// SPDX-License-Identifier: Apache-2.0
/** Where rejected events also go: the interface that such places implement, and what they get. */
@NullMarked
package io.meshterious.ingest.deadletter;

import org.jspecify.annotations.NullMarked;
