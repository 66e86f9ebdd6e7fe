// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.keep.refs;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Engine;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.scan.ScanColumns;
import io.meshterious.lake.internal.scan.Staging;
import io.meshterious.lake.internal.scan.TableScan;
import io.meshterious.lake.keep.Audit;
import io.meshterious.lake.keep.KeepError;
import io.meshterious.lake.keep.Refs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.jspecify.annotations.Nullable;

/** An audit of one branch of one table. */
public final class BranchAudit implements Audit {
  /** A check with its name. */
  private record Named(String name, Check check) {}

  private final Table table;
  private final String branch;
  private final Engine engine;
  private final Staging staging;
  private final TableRefs refs;
  private final List<Named> checks = new ArrayList<>();
  private @Nullable Report last;

  private BranchAudit(Table table, String branch, Engine engine, Staging staging) {
    this.table = table;
    this.branch = branch;
    this.engine = engine;
    this.staging = staging;
    this.refs = new TableRefs(table);
  }

  /**
   * Begins an audit, or goes on with one whose branch exists.
   *
   * @param table the table, loaded for this alone
   */
  public static BranchAudit begin(Table table, String branch, Engine engine, Staging staging) {
    if (branch.equals(SnapshotRef.MAIN_BRANCH)) {
      throw new MeshException(
          KeepError.INVALID_REF,
          "Cannot audit branch 'main': it is what readers see; choose another name");
    }
    BranchAudit audit = new BranchAudit(table, branch, engine, staging);
    Optional<Refs.Ref> existing = audit.refs.find(branch);
    if (existing.isEmpty()) {
      audit.refs.branchOrEmpty(branch);
    } else if (!existing.get().branch()) {
      throw new MeshException(
          KeepError.INVALID_REF, "Cannot audit '" + branch + "': it is a tag, not a branch");
    }
    return audit;
  }

  @Override
  public String branch() {
    return branch;
  }

  @Override
  public long snapshotId() {
    return refs.find(branch)
        .orElseThrow(
            () ->
                new MeshException(
                    KeepError.REF_NOT_FOUND,
                    "Cannot go on with the audit of '"
                        + branch
                        + "': the branch was published or dropped"))
        .snapshotId();
  }

  @Override
  public Audit rows(String name, String predicate) {
    return check(name, (audited, snapshotId) -> failing(snapshotId, predicate));
  }

  @Override
  public Audit check(String name, Check check) {
    checks.add(new Named(name, check));
    last = null;
    return this;
  }

  private Optional<String> failing(long snapshotId, String predicate) {
    try (Session session = engine.session();
        TableScan scan =
            TableScan.plan(table, snapshotId, table.schema(), Expressions.alwaysTrue(), staging)) {
      String rows = scan.sql(session, ScanColumns.all());
      long failing =
          session.number(
              "SELECT count(*) FROM (" + rows + ") WHERE (" + predicate + ") IS NOT TRUE");
      return failing == 0
          ? Optional.empty()
          : Optional.of(failing + " rows do not satisfy " + predicate);
    }
  }

  @Override
  public Report run() {
    long snapshotId = snapshotId();
    List<Result> results = new ArrayList<>();
    for (Named check : checks) {
      results.add(new Result(check.name(), check.check().problem(table, snapshotId)));
    }
    Report report = new Report(branch, snapshotId, results);
    last = report;
    return report;
  }

  @Override
  public Refs.Ref publish() {
    long snapshotId = snapshotId();
    Report report = last;
    if (report == null || report.snapshotId() != snapshotId) {
      throw notPassed(
          report == null
              ? "its checks have not been run"
              : "it has changed since its checks were run; run them again");
    }
    if (!report.passed()) {
      throw notPassed(
          report.results().stream()
              .filter(result -> result.problem().isPresent())
              .map(result -> "'" + result.name() + "': " + result.problem().orElse(""))
              .collect(Collectors.joining("; ", "checks failed: ", "")));
    }
    Refs.Ref main = publish(snapshotId);
    refs.drop(branch);
    return main;
  }

  private Refs.Ref publish(long snapshotId) {
    try {
      return refs.forwardTo(SnapshotRef.MAIN_BRANCH, branch, snapshotId);
    } catch (MeshException e) {
      if (e.code() != KeepError.DIVERGED) {
        throw e;
      }
      throw new MeshException(
          KeepError.DIVERGED,
          "Cannot publish branch '"
              + branch
              + "': 'main' has commits that the branch does not have, and moving it would lose"
              + " them; restart() the audit, write again and check again, or discard() it",
          e);
    }
  }

  private MeshException notPassed(String why) {
    return new MeshException(
        KeepError.AUDIT_NOT_PASSED, "Cannot publish branch '" + branch + "': " + why);
  }

  @Override
  public Audit restart() {
    discard();
    refs.branchOrEmpty(branch);
    return this;
  }

  @Override
  public void discard() {
    last = null;
    if (refs.find(branch).isPresent()) {
      refs.drop(branch);
    }
  }
}
