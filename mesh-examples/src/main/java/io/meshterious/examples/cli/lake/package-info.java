// SPDX-License-Identifier: Apache-2.0
/** Commands about the tables of a lake. */
@NullMarked
package io.meshterious.examples.cli.lake;

import org.jspecify.annotations.NullMarked;
