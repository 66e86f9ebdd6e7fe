// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.query;

/**
 * A column of a result.
 *
 * @param name its name; several columns may have the same
 * @param type its type in SQL, such as {@code DECIMAL(18,2)}
 */
public record ResultColumn(String name, String type) {}
