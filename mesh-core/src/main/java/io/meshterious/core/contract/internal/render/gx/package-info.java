// SPDX-License-Identifier: Apache-2.0
/** Expectation suites for Great Expectations. */
@NullMarked
package io.meshterious.core.contract.internal.render.gx;

import org.jspecify.annotations.NullMarked;
