// SPDX-License-Identifier: Apache-2.0
/** Contracts made by chance. */
@NullMarked
package io.meshterious.testkit.contract;

import org.jspecify.annotations.NullMarked;
