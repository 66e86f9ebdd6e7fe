// SPDX-License-Identifier: Apache-2.0
/** What a contract says about values and tables, and how a database holds it. */
@NullMarked
package io.meshterious.core.contract.internal.sql.rule;

import org.jspecify.annotations.NullMarked;
