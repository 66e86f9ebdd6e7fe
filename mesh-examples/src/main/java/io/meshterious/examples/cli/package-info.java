// SPDX-License-Identifier: Apache-2.0
/** The command-line tool {@code mesh}. */
@NullMarked
package io.meshterious.examples.cli;

import org.jspecify.annotations.NullMarked;
