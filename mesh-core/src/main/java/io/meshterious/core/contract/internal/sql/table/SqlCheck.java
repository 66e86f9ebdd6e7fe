// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.table;

import io.meshterious.core.contract.internal.sql.rule.ValueRule;

/**
 * A check constraint.
 *
 * @param name the name
 * @param expression what holds for every row, in the dialect's words
 * @param rule what the contract says
 */
public record SqlCheck(String name, String expression, ValueRule rule) {}
