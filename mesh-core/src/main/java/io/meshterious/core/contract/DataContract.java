// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.contract.diff.ContractDiff;
import io.meshterious.core.contract.element.Element;
import io.meshterious.core.contract.governance.Description;
import io.meshterious.core.contract.governance.Price;
import io.meshterious.core.contract.governance.Role;
import io.meshterious.core.contract.governance.Server;
import io.meshterious.core.contract.governance.SlaProperty;
import io.meshterious.core.contract.governance.SupportChannel;
import io.meshterious.core.contract.governance.Team;
import io.meshterious.core.contract.internal.diff.Differ;
import io.meshterious.core.contract.internal.lint.Linter;
import io.meshterious.core.contract.lint.Finding;
import io.meshterious.core.contract.lint.LintReport;
import io.meshterious.core.contract.lint.Severity;
import io.meshterious.core.document.Document;
import io.meshterious.core.document.DocumentFormat;
import io.meshterious.core.document.DocumentProblem;
import io.meshterious.core.document.MapNode;
import io.meshterious.core.document.Node;
import io.meshterious.core.document.ReadLimits;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data contract after the Open Data Contract Standard, versions 3.1 and 3.0.
 *
 * <p>A contract is a typed view over its document: what the standard does not know is kept, and
 * writing it gives back what was read, in the same order. Contracts are immutable.
 */
public final class DataContract extends Element {
  private final String origin;
  private final Optional<Path> file;
  private final List<DocumentProblem> problems;

  private DataContract(
      MapNode root, String origin, Optional<Path> file, List<DocumentProblem> problems) {
    super(root);
    this.origin = origin;
    this.file = file;
    this.problems = List.copyOf(problems);
  }

  /**
   * Loads a contract from a YAML or JSON file.
   *
   * @throws InvalidContractException when it breaks the standard, with everything that is wrong
   * @throws io.meshterious.core.error.MeshException when the file cannot be read
   */
  public static DataContract load(Path file) {
    return load(file, ReadLimits.DEFAULT);
  }

  /** Loads a contract from a file with other limits; see {@link #load(Path)}. */
  public static DataContract load(Path file, ReadLimits limits) {
    return checked(readLeniently(file, limits));
  }

  /**
   * Loads a contract from a stream, which stays open.
   *
   * @param origin what messages call it, such as a URL
   */
  public static DataContract load(InputStream in, DocumentFormat format, String origin) {
    return checked(lenient(Document.read(in, format, origin, ReadLimits.DEFAULT)));
  }

  /**
   * Loads a contract from text.
   *
   * @param origin what messages call it
   */
  public static DataContract parse(String text, DocumentFormat format, String origin) {
    return checked(lenient(Document.parse(text, format, origin)));
  }

  /**
   * A contract that breaks the standard, as far as it can be read: {@link #lint()} says what is
   * wrong.
   */
  public static DataContract readLeniently(Path file) {
    return readLeniently(file, ReadLimits.DEFAULT);
  }

  private static DataContract readLeniently(Path file, ReadLimits limits) {
    return view(Document.read(file, limits), Optional.of(file));
  }

  /**
   * A contract in a document that may break the standard, as far as it can be read: {@link #lint()}
   * says what is wrong.
   */
  public static DataContract lenient(Document document) {
    return view(document, Optional.empty());
  }

  /**
   * A contract over a tree that may break the standard, as far as it can be read.
   *
   * @param root the contract's map
   * @param origin what messages call it
   */
  public static DataContract lenient(MapNode root, String origin) {
    return new DataContract(root, origin, Optional.empty(), List.of());
  }

  private static DataContract view(Document document, Optional<Path> file) {
    List<DocumentProblem> problems = new ArrayList<>(document.problems());
    if (document.root() instanceof MapNode root) {
      return new DataContract(root, document.origin(), file, problems);
    }
    problems.add(
        new DocumentProblem(
            document.root().location(),
            "$",
            "A contract is a map of keys such as 'apiVersion' and 'schema', found "
                + document.root().kindName()));
    return new DataContract(MapNode.EMPTY, document.origin(), file, problems);
  }

  /** Starts a contract in code. */
  public static ContractBuilder builder() {
    return new ContractBuilder();
  }

  static DataContract checked(DataContract contract) {
    LintReport report = Linter.structure(contract);
    List<Finding> errors = report.of(Severity.ERROR);
    if (!errors.isEmpty()) {
      throw new InvalidContractException(summary(contract.origin, errors), report);
    }
    return contract;
  }

  private static String summary(String origin, List<Finding> errors) {
    StringBuilder text = new StringBuilder("Cannot load contract '" + origin + "': ");
    text.append(errors.size() == 1 ? "1 error" : errors.size() + " errors");
    for (Finding finding : errors.subList(0, Math.min(10, errors.size()))) {
      text.append("\n  line ")
          .append(finding.location().line())
          .append(", column ")
          .append(finding.location().column());
      text.append(" (").append(finding.jsonPath()).append("): ").append(finding.message());
    }
    return errors.size() > 10
        ? text.append("\n  and ").append(errors.size() - 10).append(" more").toString()
        : text.toString();
  }

  /** Where it came from, for messages: a file, a URL, or {@code (built)}. */
  public String origin() {
    return origin;
  }

  /** The file it was loaded from; absent when it came from elsewhere. */
  public Optional<Path> file() {
    return file;
  }

  /** What was wrong with the document as such, such as a name that stands twice in one map. */
  public List<DocumentProblem> problems() {
    return problems;
  }

  /** The version of the standard, such as {@code v3.1.0}. */
  public String apiVersion() {
    return text("apiVersion").orElse("");
  }

  /** The kind of document, {@code DataContract}; empty text when it is missing. */
  public String kind() {
    return text("kind").orElse("");
  }

  /** The version of the contract. */
  public String version() {
    return text("version").orElse("");
  }

  /** The name; the id when it has none. */
  public String name() {
    return text("name").orElse(id().orElse(""));
  }

  /** The status, such as {@code active}. */
  public Optional<String> status() {
    return text("status");
  }

  /** The domain that owns it. */
  public Optional<String> domain() {
    return text("domain");
  }

  /** The tenant. */
  public Optional<String> tenant() {
    return text("tenant");
  }

  /** The data product; the standard deprecates it. */
  public Optional<String> dataProduct() {
    return text("dataProduct");
  }

  /** When it was created, as written. */
  public Optional<String> contractCreatedTs() {
    return text("contractCreatedTs");
  }

  /** What it is for. */
  public Optional<Description> description() {
    return node().map("description").map(Description::new);
  }

  /** The tables, in order. */
  public List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    List<Node> items = node().items("schema");
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof MapNode map) {
        tables.add(new Table(map, "$.schema[" + i + "]"));
      }
    }
    return tables;
  }

  /** The table of that name. */
  public Optional<Table> table(String name) {
    return tables().stream().filter(table -> table.name().equals(name)).findFirst();
  }

  /** Where the data lies. */
  public List<Server> servers() {
    return node().maps("servers").stream().map(Server::new).toList();
  }

  /** Who owns it, in either form. */
  public Optional<Team> team() {
    return node().get("team").flatMap(Team::of);
  }

  /** The roles that give access. */
  public List<Role> roles() {
    return node().maps("roles").stream().map(Role::new).toList();
  }

  /** Where to get help. */
  public List<SupportChannel> support() {
    return node().maps("support").stream().map(SupportChannel::new).toList();
  }

  /** What it costs. */
  public Optional<Price> price() {
    return node().map("price").map(Price::new);
  }

  /** The element that promises without one of their own are about; the standard deprecates it. */
  public Optional<String> slaDefaultElement() {
    return text("slaDefaultElement");
  }

  /** What it promises. */
  public List<SlaProperty> slaProperties() {
    return node().maps("slaProperties").stream().map(SlaProperty::new).toList();
  }

  /**
   * Everything that is wrong or could be better, cross-file references included when it was loaded
   * from a file.
   */
  public LintReport lint() {
    return Linter.lint(this);
  }

  /** What changed since an older version of this contract. */
  public ContractDiff diff(DataContract older) {
    return Differ.diff(older, this);
  }

  /** The contract as text; the same contract gives the same text. */
  public String write(DocumentFormat format) {
    return Document.write(node(), format);
  }

  static DataContract built(MapNode root) {
    return checked(new DataContract(root, "(built)", Optional.empty(), List.of()));
  }

  @Override
  public String toString() {
    return "contract " + name() + " " + version();
  }
}
