// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.producers.fault.Fault;
import io.meshterious.producers.fault.FaultPlan;
import io.meshterious.producers.internal.emit.EventRows;
import io.meshterious.producers.internal.fault.FaultScope;
import io.meshterious.producers.internal.fault.FaultyEmission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events of a table with faults, as they are sent, and what was told about them. */
public final class FaultedEvents {
  /** An event that was sent in a step, its bytes as the characters of Latin-1. */
  public record Sent(long step, long row, String id, long nanos, String body) {
    /** Its bytes. */
    public byte[] bytes() {
      return body.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  public final List<Sent> sent = new ArrayList<>();
  public final List<Fault> faults = new ArrayList<>();
  public final FaultyEmission emission;

  private FaultedEvents(FaultScope scope, FaultPlan plan) {
    this.emission = new FaultyEmission(scope, plan, faults::add);
  }

  /** Events of a table of some contracts. */
  public static FaultedEvents of(
      DataContracts contracts, DataContract contract, Table table, FaultPlan plan) {
    return new FaultedEvents(scope(contracts, contract, table, 0, Long.MAX_VALUE), plan);
  }

  /** Events of a run over some rows of an example contract. */
  public static FaultedEvents of(String contractId, FaultPlan plan, long first, long end) {
    DataContract contract = ExampleGenerators.CONTRACTS.contract(contractId);
    Table table = contract.tables().get(0);
    return new FaultedEvents(scope(ExampleGenerators.CONTRACTS, contract, table, first, end), plan);
  }

  /** Events of an example contract. */
  public static FaultedEvents of(String contractId, FaultPlan plan) {
    DataContract contract = ExampleGenerators.CONTRACTS.contract(contractId);
    return of(ExampleGenerators.CONTRACTS, contract, contract.tables().get(0), plan);
  }

  private static FaultScope scope(
      DataContracts contracts, DataContract contract, Table table, long first, long end) {
    return new FaultScope(
        contracts,
        contract,
        table,
        Optional.empty(),
        0,
        rows(generator(contracts, contract, table)),
        first,
        end,
        (other, name) ->
            Optional.of(
                rows(
                    contracts.all().contains(other)
                        ? generator(contracts, other, name)
                        : Generator.of(other).table(name.name()).build())));
  }

  private static Generator generator(DataContracts contracts, DataContract contract, Table table) {
    return Generator.of(contracts, contract.id().orElseThrow()).table(table.name()).build();
  }

  /** The rows of a generator. */
  public static EventRows rows(Generator generator) {
    return new EventRows() {
      @Override
      public long rows() {
        return generator.rows();
      }

      @Override
      public void json(long row, EventBuffer into) {
        generator.json(row, into);
      }

      @Override
      public String id(long row) {
        return generator.id(row);
      }

      @Override
      public long nanos(long row) {
        return generator.nanos(row);
      }
    };
  }

  /** Takes steps, as far as there are rows. */
  public FaultedEvents run(long from, long to) {
    for (long step = from; step < Math.min(to, emission.rows()); step++) {
      long now = step;
      try {
        emission.step(
            step,
            (row, id, nanos, body) -> {
              String bytes = new String(body.toBytes(), StandardCharsets.ISO_8859_1);
              sent.add(new Sent(now, row, id, nanos, bytes));
            });
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return this;
  }
}
