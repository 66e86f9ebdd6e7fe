// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultKind;
import io.meshterious.producers.fault.TruthLog;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the faults of a run by kind, writes them to a log, and passes them on. */
public final class FaultNotes implements Consumer<Fault> {
  private final Consumer<Fault> listener;
  private final Map<FaultKind, Long> counts = new EnumMap<>(FaultKind.class);
  private @Nullable TruthLog log;

  /** Passes faults on. */
  public FaultNotes(Consumer<Fault> listener) {
    this.listener = listener;
  }

  /** Writes them to a log from now on, and closes it in the end. */
  public void writeTo(TruthLog file) {
    log = file;
  }

  @Override
  public void accept(Fault fault) {
    synchronized (counts) {
      counts.merge(fault.kind(), 1L, Long::sum);
    }
    if (log != null) {
      log.accept(fault);
    }
    listener.accept(fault);
  }

  /** How many there were of each kind. */
  public Map<String, Long> counts() {
    Map<String, Long> byName = new LinkedHashMap<>();
    synchronized (counts) {
      counts.forEach((kind, count) -> byName.put(kind.label(), count));
    }
    return byName;
  }

  void flush() {
    if (log != null) {
      log.flush();
    }
  }

  void close() {
    if (log != null) {
      log.close();
    }
  }
}
