// SPDX-License-Identifier: Apache-2.0
/** What each SQL dialect can say, and how. */
@NullMarked
package io.meshterious.core.contract.internal.sql.dialect;

import org.jspecify.annotations.NullMarked;
