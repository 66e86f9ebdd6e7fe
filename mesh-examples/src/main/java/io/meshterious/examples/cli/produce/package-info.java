// SPDX-License-Identifier: Apache-2.0
/** The command that produces events. */
@NullMarked
package io.meshterious.examples.cli.produce;

import org.jspecify.annotations.NullMarked;
