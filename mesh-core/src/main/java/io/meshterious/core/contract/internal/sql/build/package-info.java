// SPDX-License-Identifier: Apache-2.0
/** How a contract becomes the tables of a database. */
@NullMarked
package io.meshterious.core.contract.internal.sql.build;

import org.jspecify.annotations.NullMarked;
