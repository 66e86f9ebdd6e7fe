// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault;

import io.meshterious.producers.draw.Draw;
import io.meshterious.producers.fault.FaultKind;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.producers.internal.fault.change.Chance;
import io.meshterious.producers.internal.fault.change.Mutation;
import io.meshterious.producers.internal.fault.value.DriftChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plan that is fitted to a table: which fault each row has, if any, and when it is sent. */
final class FaultProgram {
  private static final int USUAL_WITHIN = 100;

  private final FaultPlan plan;
  private final long lastRow;
  private final long key;
  private final Map<FaultKind, Long> keys = new EnumMap<>(FaultKind.class);
  private final Map<FaultKind, Mutation> mutations = new EnumMap<>(FaultKind.class);
  private final List<FaultKind> kinds = new ArrayList<>();
  private final double[] upTo;
  private final List<DriftChange> drifts;

  FaultProgram(FaultScope scope, FaultPlan plan) {
    this.plan = plan;
    this.lastRow = Math.min(scope.end(), scope.rows().rows()) - 1;
    long seed = plan.seed().orElse(scope.seed());
    String[] names = {
      "faults",
      scope.contract().id().orElse(""),
      scope.table().name(),
      scope.publisher().orElse(""),
      ""
    };
    this.key = Draw.key(seed, names);
    for (FaultKind kind : FaultKind.values()) {
      names[names.length - 1] = kind.label();
      keys.put(kind, Draw.key(seed, names));
    }
    FaultMaker maker = new FaultMaker(scope, plan);
    Map<FaultKind, Double> shares = shares(maker, scope.table().name());
    this.upTo = new double[shares.size()];
    double sum = 0;
    for (Map.Entry<FaultKind, Double> share : shares.entrySet()) {
      sum += share.getValue();
      upTo[kinds.size()] = sum;
      kinds.add(share.getKey());
    }
    this.drifts = maker.drifts();
  }

  /** The shares of all kinds, those that the plan spreads included, in the order of the kinds. */
  private Map<FaultKind, Double> shares(FaultMaker maker, String table) {
    Map<FaultKind, Double> shares = plan.shares();
    List<FaultKind> spread = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      boolean named = shares.containsKey(kind);
      boolean asked = kind == FaultKind.DRIFT || kind == FaultKind.OVERSIZED;
      if (named || plan.spread() > 0 && !asked) {
        FaultMaker.Fitted fitted = maker.fit(kind);
        if (fitted.mutation().isPresent()) {
          mutations.put(kind, fitted.mutation().get());
        } else if (named) {
          throw plan.invalid(
              kind, "'" + kind.label() + "' does not apply to '" + table + "': " + fitted.why());
        }
        if (!named && fitted.mutation().isPresent()) {
          spread.add(kind);
        }
      }
    }
    spread.forEach(it -> shares.put(it, plan.spread() / spread.size()));
    return shares;
  }

  /** What the draws of a kind follow from. */
  private long key(FaultKind kind) {
    return Objects.requireNonNull(keys.get(kind));
  }

  /** The kind of fault that a row has; null when it has none. */
  @Nullable FaultKind kind(long row) {
    double unit = Draw.unit(Draw.bits(key, row));
    for (int i = 0; i < upTo.length; i++) {
      if (unit < upTo[i]) {
        FaultKind kind = kinds.get(i);
        boolean inOrder = kind == FaultKind.OUT_OF_ORDER && due(kind, row) == row;
        return inOrder ? null : kind;
      }
    }
    return null;
  }

  /** A row with its fault; null when the fault cannot befall it. */
  Mutation.@Nullable Mutated mutated(FaultKind kind, long row, byte[] json) {
    Mutation mutation = mutations.get(kind);
    return mutation == null ? null : mutation.apply(json, new Chance(key(kind), row));
  }

  /** Whether a kind sends something later than in its row's turn. */
  static boolean delays(FaultKind kind) {
    return kind == FaultKind.DUPLICATE
        || kind == FaultKind.DUPLICATE_CHANGED
        || kind == FaultKind.OUT_OF_ORDER;
  }

  /** The row in whose turn a delayed event is sent. */
  long due(FaultKind kind, long row) {
    int within = within(kind);
    Chance chance = new Chance(key(kind), row);
    long later =
        kind == FaultKind.OUT_OF_ORDER ? 1 + chance.below(9, within) : chance.below(9, within + 1L);
    return Math.min(lastRow, row + later);
  }

  private int within(FaultKind kind) {
    return plan.options(kind).within().orElse(USUAL_WITHIN);
  }

  /** How many rows later an event may be sent at most. */
  int furthest() {
    return kinds.stream().filter(FaultProgram::delays).mapToInt(this::within).max().orElse(0);
  }

  /** The drifts. */
  List<DriftChange> drifts() {
    return drifts;
  }

  /** Whether rows from this one on may be other than they are. */
  boolean drifts(long row) {
    for (DriftChange drift : drifts) {
      if (row >= drift.from()) {
        return true;
      }
    }
    return false;
  }

  /** A row as it is with the drifts. */
  byte[] drifted(long row, byte[] json) {
    byte[] drifted = json;
    for (int i = 0; i < drifts.size(); i++) {
      if (row >= drifts.get(i).from()) {
        Chance chance = new Chance(key(FaultKind.DRIFT) + i, row);
        drifted = drifts.get(i).apply(drifted, chance);
      }
    }
    return drifted;
  }
}
