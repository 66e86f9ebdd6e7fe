// SPDX-License-Identifier: Apache-2.0
/** How each dialect changes tables that exist. */
@NullMarked
package io.meshterious.core.contract.internal.sql.alter;

import org.jspecify.annotations.NullMarked;
