// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.contract.internal.lint.Linter;
import io.meshterious.core.contract.lint.Finding;
import io.meshterious.core.contract.lint.LintReport;
import io.meshterious.core.contract.lint.Severity;
import io.meshterious.core.document.DocumentError;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.error.MeshException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Contracts that belong together, so that references from one file to another can be followed. */
public final class DataContracts {
  /**
   * A property and where it belongs.
   *
   * @param contract the contract
   * @param table the table
   * @param property the property
   */
  public record Target(DataContract contract, Table table, Property property) {}

  private final List<DataContract> contracts;
  private final List<MeshException> unreadable;
  private final Map<Path, DataContract> byFile = new HashMap<>();

  private DataContracts(List<DataContract> contracts, List<MeshException> unreadable) {
    this.contracts = List.copyOf(contracts);
    this.unreadable = List.copyOf(unreadable);
    for (DataContract contract : contracts) {
      contract.file().ifPresent(file -> byFile.putIfAbsent(normal(file), contract));
    }
  }

  /**
   * Loads all contracts in a folder and below: files named {@code *.odcs.yaml}, {@code .yml} or
   * {@code .json}, and other YAML and JSON files that speak of a {@code DataContract}.
   *
   * @throws InvalidContractException when one breaks the standard, with everything that is wrong in
   *     any of them
   * @throws MeshException when the folder or a file cannot be read
   */
  public static DataContracts loadAll(Path folder) {
    DataContracts contracts = readLeniently(folder);
    if (!contracts.unreadable.isEmpty()) {
      throw contracts.unreadable.get(0);
    }
    List<Finding> findings = new ArrayList<>();
    contracts.contracts.forEach(contract -> findings.addAll(Linter.structure(contract).findings()));
    LintReport report = new LintReport(findings);
    if (report.hasErrors()) {
      List<Finding> errors = report.of(Severity.ERROR);
      throw new InvalidContractException(
          "Cannot load contracts from '"
              + folder
              + "': "
              + errors.size()
              + (errors.size() == 1 ? " error" : " errors")
              + ", the first: "
              + errors.get(0),
          report);
    }
    Map<String, DataContract> byId = new HashMap<>();
    for (DataContract contract : contracts.contracts) {
      DataContract other =
          byId.putIfAbsent(contract.id().orElse("") + " " + contract.version(), contract);
      if (other != null) {
        throw new MeshException(
            ContractError.CONTRACT_DUPLICATE,
            "Cannot load contracts from '"
                + folder
                + "': id '"
                + contract.id().orElse("")
                + "' version '"
                + contract.version()
                + "' stands in both '"
                + other.origin()
                + "' and '"
                + contract.origin()
                + "'");
      }
    }
    return contracts;
  }

  /**
   * Reads all contracts in a folder as far as they can be read; {@link #lint()} says what is wrong.
   */
  public static DataContracts readLeniently(Path folder) {
    // Parsing is most of the work, and files do not depend on each other: all cores take part.
    List<Outcome> outcomes = files(folder).parallelStream().map(Outcome::of).toList();
    return new DataContracts(
        outcomes.stream().flatMap(outcome -> outcome.contract().stream()).toList(),
        outcomes.stream().flatMap(outcome -> outcome.problem().stream()).toList());
  }

  /** What came of reading a file. */
  private record Outcome(Optional<DataContract> contract, Optional<MeshException> problem) {
    static Outcome of(Path file) {
      try {
        return new Outcome(Optional.of(DataContract.readLeniently(file)), Optional.empty());
      } catch (MeshException problem) {
        return new Outcome(Optional.empty(), Optional.of(problem));
      }
    }
  }

  /**
   * Loads a contract and those that its references lead to, and theirs. What cannot be read is left
   * out; {@link #lint()} of the contract says so.
   *
   * @param file the contract's file, which must be readable
   */
  public static DataContracts loadWithReferences(Path file) {
    return withReferences(DataContract.load(file));
  }

  /** A contract and those that its references lead to, and theirs, as far as they can be read. */
  public static DataContracts withReferences(DataContract contract) {
    Map<Path, DataContract> found = new LinkedHashMap<>();
    List<MeshException> unreadable = new ArrayList<>();
    List<DataContract> contracts = new ArrayList<>(List.of(contract));
    contract.file().ifPresent(file -> found.put(normal(file), contract));
    for (int i = 0; i < contracts.size(); i++) {
      for (Path file : referencedFiles(contracts.get(i))) {
        if (!found.containsKey(normal(file)) && Files.isRegularFile(file)) {
          try {
            DataContract referenced = DataContract.readLeniently(file);
            found.put(normal(file), referenced);
            contracts.add(referenced);
          } catch (MeshException problem) {
            unreadable.add(problem);
          }
        }
      }
    }
    return new DataContracts(contracts, unreadable);
  }

  private static List<Path> referencedFiles(DataContract contract) {
    List<Path> files = new ArrayList<>();
    for (Table table : contract.tables()) {
      for (ForeignKey key : table.foreignKeys()) {
        for (PropertyReference reference : key.to()) {
          Optional<Path> file = reference.fileBeside(contract);
          file.ifPresent(files::add);
        }
      }
    }
    return files;
  }

  /** Contracts that are already loaded. */
  public static DataContracts of(Collection<DataContract> contracts) {
    return new DataContracts(List.copyOf(contracts), List.of());
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new MeshException(
          DocumentError.FILE_NOT_FOUND,
          "Cannot load contracts from '" + folder + "': there is no such folder");
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).filter(DataContracts::isContract).sorted().toList();
    } catch (IOException | UncheckedIOException problem) {
      throw new MeshException(
          DocumentError.FILE_UNREADABLE,
          "Cannot load contracts from '" + folder + "': " + problem.getMessage(),
          problem);
    }
  }

  private static boolean isContract(Path file) {
    if (DocumentFormat.of(file).isEmpty()) {
      return false;
    }
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.matches(".*\\.odcs\\.[a-z]+") || mentionsContract(file);
  }

  private static boolean mentionsContract(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(1 << 16), StandardCharsets.ISO_8859_1)
          .contains("DataContract");
    } catch (IOException unreadable) {
      return true;
    }
  }

  /** The contracts, ordered by file. */
  public List<DataContract> all() {
    return contracts;
  }

  /** Why files could not be read at all; empty unless they were read leniently. */
  public List<MeshException> unreadable() {
    return unreadable;
  }

  /**
   * The contract of that id; of several versions, the one that comes last.
   *
   * @throws MeshException with {@link ContractError#CONTRACT_UNKNOWN}, naming the known ids, when
   *     there is none
   */
  public DataContract contract(String id) {
    DataContract found = null;
    for (DataContract contract : contracts) {
      if (contract.id().orElse("").equals(id)) {
        found = contract;
      }
    }
    if (found == null) {
      List<String> known = contracts.stream().map(it -> it.id().orElse("")).sorted().toList();
      throw new MeshException(
          ContractError.CONTRACT_UNKNOWN,
          "Cannot find contract '" + id + "': known ids are " + known);
    }
    return found;
  }

  /** The contract in that file. */
  public Optional<DataContract> contractIn(Path file) {
    return Optional.ofNullable(byFile.get(normal(file)));
  }

  /**
   * The property that a reference leads to.
   *
   * @param from the contract that the reference stands in; other files are looked for relative to
   *     its own
   */
  public Optional<Target> resolve(DataContract from, PropertyReference reference) {
    Optional<DataContract> contract = Optional.of(from);
    if (reference.file().isPresent()) {
      contract = reference.fileBeside(from).flatMap(this::contractIn);
    }
    return contract.flatMap(target -> target(target, reference));
  }

  private static Optional<Target> target(DataContract contract, PropertyReference reference) {
    Optional<Property> property = reference.resolveIn(contract);
    if (property.isEmpty()) {
      return Optional.empty();
    }
    for (Table table : contract.tables()) {
      if (property.get().jsonPath().startsWith(table.jsonPath() + ".")) {
        return Optional.of(new Target(contract, table, property.get()));
      }
    }
    return Optional.empty();
  }

  /** Everything that is wrong in any of the contracts or between them, or could be better. */
  public LintReport lint() {
    return Linter.lint(this);
  }

  private static Path normal(Path file) {
    return file.toAbsolutePath().normalize();
  }
}
