// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.commit.run;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableName;
import io.meshterious.lake.commit.TableChange;
import io.meshterious.lake.internal.commit.failure.Failures;
import io.meshterious.lake.internal.commit.failure.Patience;
import io.meshterious.lake.internal.commit.manifest.ManifestPolicy;
import org.apache.iceberg.TableOperations;

/** A table of several, and how it is reached. */
public record CommitTarget(TableAndChange what, TableOperations operations) {
  public TableName name() {
    return what.name();
  }

  String label() {
    return what.name().toString();
  }

  TableChange change() {
    return what.change();
  }

  public CommitRun run(String attempt, ManifestPolicy manifests, Patience patience) {
    return new CommitRun(
        operations, label(), change().attempt(attempt), attempt, manifests, patience);
  }

  public MeshException notTried(CommitTarget other) {
    return Failures.notTried(label(), other.label());
  }
}
