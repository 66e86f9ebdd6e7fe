// SPDX-License-Identifier: Apache-2.0
/** DDL and migrations, executed by the databases that they are for. */
@NullMarked
package io.meshterious.testkit.sql;

import org.jspecify.annotations.NullMarked;
