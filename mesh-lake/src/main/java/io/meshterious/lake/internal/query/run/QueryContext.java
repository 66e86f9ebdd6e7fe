// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.run;

import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.query.pruning.FilterPlanner;
import io.meshterious.lake.internal.query.table.QueryCatalog;
import io.meshterious.lake.internal.scan.Staging;

/**
 * What the queries of one catalog work with.
 *
 * @param engine runs the statements
 * @param catalog knows the tables
 * @param staging makes remote files readable
 * @param planner finds out which files a statement needs
 */
public record QueryContext(
    Engine engine, QueryCatalog catalog, Staging staging, FilterPlanner planner) {}
