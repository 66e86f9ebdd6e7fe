// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.sql.rule;

import io.meshterious.core.contract.hint.PartitionTransform;

/**
 * A partition transform with the value that it applies to.
 *
 * @param transform the transform
 * @param field the value
 */
public record PartitionField(PartitionTransform transform, Field field) {}
