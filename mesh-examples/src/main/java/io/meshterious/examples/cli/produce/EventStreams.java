// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.produce;

import io.meshterious.core.contract.ContractError;
import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds what somebody means to produce among the contracts of a folder. */
record EventStreams(DataContracts contracts) {
  /**
   * The rows of a table that one publisher sends.
   *
   * @param publisher empty: those of all publishers, or of a table without any
   */
  record EventStream(DataContract contract, Table table, Optional<String> publisher) {
    String id() {
      return contract.id().orElseThrow();
    }
  }

  /** Everything but contracts whose tables are all made from events. */
  List<EventStream> all() {
    return contracts.all().stream()
        .filter(it -> !it.tables().stream().allMatch(EventStreams::isFact))
        .flatMap(it -> it.tables().stream().flatMap(table -> publishers(it, table)))
        .toList();
  }

  private static boolean isFact(Table table) {
    return table.hints().kind().filter(TableHints.Kind.FACT::equals).isPresent();
  }

  private static Stream<EventStream> publishers(DataContract contract, Table table) {
    List<String> publishers = table.hints().publishers();
    return publishers.isEmpty()
        ? Stream.of(new EventStream(contract, table, Optional.empty()))
        : publishers.stream().map(it -> new EventStream(contract, table, Optional.of(it)));
  }

  /**
   * What a name means: a contract's id or the last part of it, and else a table. Of a contract, all
   * tables are meant.
   *
   * @param table the only table that is meant
   * @param publisher the only publisher that is meant
   */
  List<EventStream> named(String name, Optional<String> table, Optional<String> publisher) {
    DataContract contract = contract(name);
    List<Table> tables = new ArrayList<>(contract.tables());
    Optional<String> only = table.or(() -> contract.table(name).map(Table::name));
    only.ifPresent(
        wanted ->
            contract
                .table(wanted)
                .ifPresentOrElse(
                    it -> tables.retainAll(List.of(it)),
                    () -> {
                      throw unknown(
                          "table", wanted, contract.tables().stream().map(Table::name).toList());
                    }));
    List<EventStream> found = new ArrayList<>();
    for (Table each : tables) {
      List<String> publishers = each.hints().publishers();
      if (publisher.isPresent() && !publishers.contains(publisher.get())) {
        throw unknown("publisher of '" + each.name() + "'", publisher.get(), publishers);
      }
      found.add(new EventStream(contract, each, publisher));
    }
    return found;
  }

  private DataContract contract(String name) {
    List<DataContract> found =
        Stream.<List<DataContract>>of(
                matching(it -> id(it).equals(name)),
                matching(it -> id(it).endsWith("." + name)),
                matching(it -> it.table(name).isPresent()))
            .filter(it -> !it.isEmpty())
            .findFirst()
            .orElseThrow(() -> unknown("contract or table", name, names()));
    if (found.size() > 1) {
      List<String> ids = found.stream().map(EventStreams::id).toList();
      throw new MeshException(
          ContractError.CONTRACT_UNKNOWN,
          "Cannot tell what '" + name + "' is: it may be one of " + ids);
    }
    return found.get(0);
  }

  private interface Test {
    boolean holds(DataContract contract);
  }

  private List<DataContract> matching(Test test) {
    return contracts.all().stream().filter(test::holds).toList();
  }

  private List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    for (DataContract contract : contracts.all()) {
      String id = id(contract);
      names.add(id.substring(id.lastIndexOf('.') + 1));
    }
    return List.copyOf(names);
  }

  private static String id(DataContract contract) {
    return contract.id().orElse("");
  }

  private static MeshException unknown(String what, String name, List<String> known) {
    String near = NearMiss.of(name, known).map(it -> "; did you mean '" + it + "'?").orElse("");
    return new MeshException(
        ContractError.CONTRACT_UNKNOWN,
        "Cannot find the " + what + " '" + name + "': known are " + known + near);
  }
}
