// SPDX-License-Identifier: Apache-2.0
/** A network that fails when a test wants it to. */
@NullMarked
package io.meshterious.testkit.network;

import org.jspecify.annotations.NullMarked;
