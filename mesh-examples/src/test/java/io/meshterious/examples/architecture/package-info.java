// SPDX-License-Identifier: Apache-2.0
/** The rules every module keeps: which may see which, what is internal, what an embedder meets. */
@NullMarked
package io.meshterious.examples.architecture;

import org.jspecify.annotations.NullMarked;
