// SPDX-License-Identifier: Apache-2.0
/** The proof that a target of events keeps its promises. */
@NullMarked
package io.meshterious.stagekit.target;

import org.jspecify.annotations.NullMarked;
