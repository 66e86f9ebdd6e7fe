// SPDX-License-Identifier: Apache-2.0
/** The proof that a source of events keeps its promises. */
@NullMarked
package io.meshterious.stagekit.source;

import org.jspecify.annotations.NullMarked;
