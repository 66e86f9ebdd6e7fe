// SPDX-License-Identifier: Apache-2.0
/** The demo: a warehouse, from its contracts to answers in SQL. */
@NullMarked
package io.meshterious.examples.cli.demo;

import org.jspecify.annotations.NullMarked;
