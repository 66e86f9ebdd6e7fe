// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.write;

import io.meshterious.lake.internal.write.job.AppendJob;
import io.meshterious.lake.internal.write.job.Job;
import io.meshterious.lake.internal.write.job.ReplaceJob;
import io.meshterious.lake.internal.write.job.WhereJob;
import io.meshterious.lake.internal.write.job.WriteContext;
import io.meshterious.lake.internal.write.job.WriteOptions;
import io.meshterious.lake.internal.write.matching.MergeClause;
import io.meshterious.lake.internal.write.matching.MergeJob;
import io.meshterious.lake.internal.write.matching.UpsertJob;
import io.meshterious.lake.internal.write.source.Source;
import io.meshterious.lake.write.WritePlan;
import io.meshterious.lake.write.WriteReport;
import java.util.List;
import org.apache.iceberg.expressions.Expression;
import org.jspecify.annotations.Nullable;

/** What can be done with a table, for the stages of the public API. */
public final class Writes {
  private final WriteContext context;

  /** Writes to one table. */
  public Writes(WriteContext context) {
    this.context = context;
  }

  /** A write that is ready to be planned and run. */
  public interface Prepared {
    /** Computes what it would do. */
    WritePlan plan(WriteOptions options);

    /** Does it. */
    WriteReport run(WriteOptions options);
  }

  private Prepared prepared(Job job) {
    return new Prepared() {
      @Override
      public WritePlan plan(WriteOptions options) {
        return new WriteRun(context, options, job).plan();
      }

      @Override
      public WriteReport run(WriteOptions options) {
        return new WriteRun(context, options, job).run();
      }
    };
  }

  /** Adds rows. */
  public Prepared append(Source source) {
    return prepared(new AppendJob(source));
  }

  /** Replaces all rows, or those of the partitions that the new ones are in. */
  public Prepared overwrite(Source source, boolean partitionsOnly) {
    return prepared(new ReplaceJob(source, partitionsOnly));
  }

  /** Replaces rows by a condition; without a source, deletes them. */
  public Prepared where(Source condition, @Nullable Source source) {
    return prepared(WhereJob.of(condition, source));
  }

  /** Replaces rows by an expression; without a source, deletes them. */
  public Prepared where(Expression expression, @Nullable Source source) {
    return prepared(WhereJob.of(expression, source));
  }

  /** Replaces rows by key and adds the others. */
  public Prepared upsert(
      Source source, List<String> keys, @Nullable String latestBy, boolean skipSame) {
    return prepared(new UpsertJob(source, keys, latestBy, skipSame));
  }

  /** Merges rows by clauses. */
  public Prepared merge(
      Source source, @Nullable String on, List<String> keys, List<MergeClause> clauses) {
    return prepared(new MergeJob(source, on, keys, List.copyOf(clauses)));
  }
}
