// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers what it heard. */
final class HeardEvents implements IngestListener {
  final List<IngestView> views = new CopyOnWriteArrayList<>();
  final List<IngestCommit> commits = new CopyOnWriteArrayList<>();
  final List<IngestChange> changes = new CopyOnWriteArrayList<>();
  final Set<String> threads = ConcurrentHashMap.newKeySet();

  @Override
  public void started(IngestView view) {
    views.add(view);
    threads.add(Thread.currentThread().getName());
  }

  @Override
  public void committed(IngestCommit commit) {
    commits.add(commit);
    threads.add(Thread.currentThread().getName());
  }

  @Override
  public void changed(IngestChange change) {
    changes.add(change);
    threads.add(Thread.currentThread().getName());
  }

  List<IngestState> states() {
    return changes.stream().map(IngestChange::state).toList();
  }

  /** Waits until it has heard so many changes. */
  void awaitChanges(int count) throws InterruptedException {
    long end = System.nanoTime() + ThingsPipeline.PATIENCE.toNanos();
    while (changes.size() < count && System.nanoTime() < end) {
      Thread.sleep(2);
    }
  }
}
