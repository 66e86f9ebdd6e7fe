// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.parquet;

import java.util.List;
import org.apache.iceberg.Metrics;

/**
 * A complete file.
 *
 * @param location where it is
 * @param length its length in bytes
 * @param metrics Iceberg's metrics of its rows
 * @param splitOffsets where its row groups begin
 */
public record EncodedFile(String location, long length, Metrics metrics, List<Long> splitOffsets) {}
