// SPDX-License-Identifier: Apache-2.0
/** Tables as a database has them: columns, keys, checks and indexes, already in a dialect's words. */
@NullMarked
package io.meshterious.core.contract.internal.sql.table;

import org.jspecify.annotations.NullMarked;
