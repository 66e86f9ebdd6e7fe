// SPDX-License-Identifier: Apache-2.0
/** The renderers that write tables as statements. */
@NullMarked
package io.meshterious.core.contract.internal.sql;

import org.jspecify.annotations.NullMarked;
