// SPDX-License-Identifier: Apache-2.0
/** Other Java processes, for tests of what happens when one ends. */
@NullMarked
package io.meshterious.testkit.process;

import org.jspecify.annotations.NullMarked;
