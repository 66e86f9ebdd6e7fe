// SPDX-License-Identifier: Apache-2.0
/** SQL dialects, and the statements that turn the tables of one contract version into those of another. */
@NullMarked
package io.meshterious.core.contract.sql;

import org.jspecify.annotations.NullMarked;
