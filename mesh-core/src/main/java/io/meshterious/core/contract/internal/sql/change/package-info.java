// SPDX-License-Identifier: Apache-2.0
/** What differs between the tables of two contract versions. */
@NullMarked
package io.meshterious.core.contract.internal.sql.change;

import org.jspecify.annotations.NullMarked;
