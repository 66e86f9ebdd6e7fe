// SPDX-License-Identifier: Apache-2.0
/** The steps from the tables of one contract version to those of another. */
@NullMarked
package io.meshterious.core.contract.internal.sql.migrate;

import org.jspecify.annotations.NullMarked;
