// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.run;

import io.meshterious.lake.TableName;
import io.meshterious.lake.commit.TableChange;
import org.apache.iceberg.Table;

/**
 * One table of several that are committed together.
 *
 * @param name its name in the catalog
 * @param table the table
 * @param change what happens to it; an attempt id of its own is not used
 */
public record TableAndChange(TableName name, Table table, TableChange change) {}
