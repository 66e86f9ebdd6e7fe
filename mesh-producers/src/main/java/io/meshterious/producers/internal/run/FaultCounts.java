// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.run;

import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultKind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts faults by kind, and passes them on. */
public final class FaultCounts implements Consumer<Fault> {
  private final Map<FaultKind, Long> counts = new EnumMap<>(FaultKind.class);
  private Consumer<Fault> next;

  /** Passes faults on. */
  public FaultCounts(Consumer<Fault> next) {
    this.next = next;
  }

  /** Passes them on to somebody else, too. */
  public void also(Consumer<Fault> other) {
    next = next.andThen(other);
  }

  @Override
  public synchronized void accept(Fault fault) {
    counts.merge(fault.kind(), 1L, Long::sum);
    next.accept(fault);
  }

  /** How many there were of each kind. */
  public synchronized Map<String, Long> counts() {
    Map<String, Long> byName = new LinkedHashMap<>();
    counts.forEach((kind, count) -> byName.put(kind.label(), count));
    return byName;
  }
}
