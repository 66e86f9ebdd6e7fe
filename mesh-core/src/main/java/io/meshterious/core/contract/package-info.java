// SPDX-License-Identifier: Apache-2.0
/** Data contracts after the Open Data Contract Standard: load, build, look at, lint, compare, render. */
@NullMarked
package io.meshterious.core.contract;

import org.jspecify.annotations.NullMarked;
