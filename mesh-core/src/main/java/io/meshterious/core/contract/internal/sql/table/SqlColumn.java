// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.table;

import io.meshterious.core.contract.Property;
import java.util.Optional;

/**
 * A column.
 *
 * @param name the name
 * @param property the property that it holds
 * @param type the type in the dialect's words
 * @param declaredType the type with the comments of what is inside it, where the dialect has them
 * @param notNull whether it may not be null
 * @param comment what it means
 */
public record SqlColumn(
    String name,
    Property property,
    String type,
    String declaredType,
    boolean notNull,
    Optional<String> comment) {}
