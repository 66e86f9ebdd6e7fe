// SPDX-License-Identifier: Apache-2.0
package io.meshterious.stagekit.generator;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Property;
import io.meshterious.core.contract.Table;
import io.meshterious.producers.EventGenerator;
import io.meshterious.producers.GeneratedTable;
import io.meshterious.producers.column.Column;
import io.meshterious.producers.column.LongValue;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Writes down what a generator states about each table, and lets it state it. */
final class StatedTables implements EventGenerator {
  private final EventGenerator subject;
  private final Map<String, Set<String>> paths = new HashMap<>();
  private final Map<String, Long> rows = new HashMap<>();
  private final Map<String, Double> volumes = new HashMap<>();

  StatedTables(EventGenerator subject) {
    this.subject = subject;
  }

  @Override
  public String name() {
    return "stated-tables";
  }

  @Override
  public String description() {
    return "Writes down what " + subject.name() + " states";
  }

  @Override
  public void generate(GeneratedTable table) {
    subject.generate(new Recorded(table));
  }

  private static String place(DataContract contract, Table table) {
    return contract.id().orElse(contract.origin()) + "#" + table.name();
  }

  /** The columns stated of a table. */
  Set<String> paths(DataContract contract, Table table) {
    return paths.getOrDefault(place(contract, table), Set.of());
  }

  /** Whether anything was stated of any table. */
  boolean any() {
    return !paths.isEmpty() || !rows.isEmpty() || !volumes.isEmpty();
  }

  /** A generator that states the same numbers of rows, and no column. */
  EventGenerator numbersOnly() {
    return new EventGenerator() {
      @Override
      public String name() {
        return "numbers-only";
      }

      @Override
      public String description() {
        return "States how many rows there are";
      }

      @Override
      public void generate(GeneratedTable table) {
        String key = place(table.contract(), table.table());
        Optional.ofNullable(volumes.get(key)).ifPresent(table::volume);
        Optional.ofNullable(rows.get(key)).ifPresent(table::rows);
      }
    };
  }

  /**
   * The properties at the top of a table whose values may be others than without the generator:
   * those it states, those that refer to other rows, and those that are derived from either.
   */
  Set<String> changed(DataContract contract, Table table) {
    Set<String> changed = new LinkedHashSet<>();
    paths(contract, table).forEach(path -> changed.add(path.split("\\.", 2)[0]));
    for (Property property : table.properties()) {
      if (property.hints().reference().isPresent()) {
        changed.add(property.name());
      }
    }
    table.foreignKeys().forEach(key -> changed.addAll(key.from()));
    boolean more = true;
    while (more) {
      more = false;
      for (Property property : table.properties()) {
        String derived = property.hints().derivedFrom().orElse("");
        more |=
            List.of(derived.split("[^A-Za-z0-9_]+")).stream().anyMatch(changed::contains)
                && changed.add(property.name());
      }
    }
    return changed;
  }

  /** A table that remembers what was stated. */
  private final class Recorded implements GeneratedTable {
    private final GeneratedTable table;
    private final String key;

    Recorded(GeneratedTable table) {
      this.table = table;
      this.key = place(table.contract(), table.table());
    }

    private void record(String path) {
      paths.computeIfAbsent(key, it -> new LinkedHashSet<>()).add(path);
    }

    @Override
    public DataContract contract() {
      return table.contract();
    }

    @Override
    public Table table() {
      return table.table();
    }

    @Override
    public long key(String place) {
      return table.key(place);
    }

    @Override
    public LocalDate start() {
      return table.start();
    }

    @Override
    public List<String> publishers() {
      return table.publishers();
    }

    @Override
    public LongValue nanos() {
      return table.nanos();
    }

    @Override
    public long rowsBefore(long nanos) {
      return table.rowsBefore(nanos);
    }

    @Override
    public long rows() {
      return table.rows();
    }

    @Override
    public Column column(String path) {
      return table.column(path);
    }

    @Override
    public Optional<LongValue> referred(String path) {
      return table.referred(path);
    }

    @Override
    public Optional<GeneratedTable> other(String contractId, String name) {
      return table.other(contractId, name).map(Recorded::new);
    }

    @Override
    public <T> T shared(Class<T> type, Supplier<T> maker) {
      return table.shared(type, maker);
    }

    @Override
    public void rows(long number) {
      rows.put(key, number);
      table.rows(number);
    }

    @Override
    public void volume(double factor) {
      volumes.put(key, factor);
      table.volume(factor);
    }

    @Override
    public void column(String path, Column column) {
      record(path);
      table.column(path, column);
    }

    @Override
    public void refer(String path, LongValue to) {
      record(path);
      table.refer(path, to);
    }

    @Override
    public void present(String path, LongValue flags) {
      record(path);
      table.present(path, flags);
    }
  }
}
