// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write.job;

import io.meshterious.lake.internal.commit.Committer;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.internal.write.source.SourceTables;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.iceberg.Table;

/**
 * What a write to one table works with.
 *
 * @param engine where SQL is run
 * @param committer what commits
 * @param staging what makes files readable
 * @param sources what resolves the tables that SQL names
 * @param scratch a local folder, which the engine may use, for files on their way to elsewhere
 * @param name the table's full name, as SQL and messages say it
 * @param load loads the table as it is now
 */
public record WriteContext(
    Engine engine,
    Committer committer,
    Staging staging,
    SourceTables sources,
    Path scratch,
    String name,
    Supplier<Table> load) {}
