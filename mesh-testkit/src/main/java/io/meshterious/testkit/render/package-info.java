// SPDX-License-Identifier: Apache-2.0
/** The proof that a contract renderer keeps its promises. */
@NullMarked
package io.meshterious.testkit.render;

import org.jspecify.annotations.NullMarked;
