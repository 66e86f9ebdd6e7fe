// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What changed between two versions of a contract. There are no changes exactly when the two
 * documents are equal.
 *
 * @param olderVersion the version that the older contract declares; empty text when it declares
 *     none
 * @param newerVersion the version that the newer contract declares; empty text when it declares
 *     none
 * @param changes the changes: those of the contract as a whole, then tables and properties in the
 *     newer contract's order, what is gone after what is there
 */
public record ContractDiff(String olderVersion, String newerVersion, List<Change> changes) {
  /** Copies the changes. */
  public ContractDiff {
    changes = List.copyOf(changes);
  }

  /** Whether nothing changed at all. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The changes with an impact, in order. */
  public List<Change> of(Impact impact) {
    return changes.stream().filter(change -> change.impact() == impact).toList();
  }

  /**
   * The changes of a table and its properties, in order, by its name in the newer contract; by the
   * older one when it is gone.
   */
  public List<Change> ofTable(String name) {
    return changes.stream()
        .filter(change -> change.table().filter(name::equals).isPresent())
        .toList();
  }

  /** The worst impact on anybody; cosmetic when nothing changed. */
  public Impact impact() {
    Impact worst = Impact.COSMETIC;
    for (Change change : changes) {
      worst = change.impact().compareTo(worst) > 0 ? change.impact() : worst;
    }
    return worst;
  }

  /**
   * The version bump that the changes require. Before version 1.0.0 the second number takes the
   * place of the first: there a breaking change requires a minor bump, and any other a patch.
   */
  public VersionBump requiredBump() {
    VersionBump required = VersionBump.NONE;
    for (Change change : changes) {
      required = change.bump().compareTo(required) > 0 ? change.bump() : required;
    }
    boolean initial =
        SemanticVersion.parse(olderVersion).filter(SemanticVersion::initial).isPresent();
    return switch (required) {
      case NONE -> VersionBump.NONE;
      case PATCH -> VersionBump.PATCH;
      case MINOR -> initial ? VersionBump.PATCH : VersionBump.MINOR;
      case MAJOR -> initial ? VersionBump.MINOR : VersionBump.MAJOR;
    };
  }

  /**
   * The version bump that the two declared versions make: none when the newer one is not later.
   * Empty when one of them is not a semantic version, because then nothing can be told.
   */
  public Optional<VersionBump> declaredBump() {
    Optional<SemanticVersion> newer = SemanticVersion.parse(newerVersion);
    return SemanticVersion.parse(olderVersion).flatMap(older -> newer.map(older::bumpTo));
  }

  /**
   * Whether the declared versions rise as far as the changes require. After a pre-release such as
   * {@code 2.0.0-rc.1} any later version will do, because a pre-release promises nothing. Versions
   * that are not semantic versions satisfy nothing, unless nothing changed.
   */
  public boolean satisfied() {
    if (isEmpty()) {
      return true;
    }
    Optional<VersionBump> declared = declaredBump();
    if (declared.isEmpty() || declared.get() == VersionBump.NONE) {
      return false;
    }
    boolean preRelease =
        SemanticVersion.parse(olderVersion)
            .filter(older -> !older.preRelease().isEmpty())
            .isPresent();
    return preRelease || declared.get().compareTo(requiredBump()) >= 0;
  }

  /**
   * The lowest version that satisfies the changes; empty when the older version is not a semantic
   * version.
   */
  public Optional<String> lowestVersion() {
    return SemanticVersion.parse(olderVersion).map(older -> older.next(requiredBump()));
  }

  /** Whether the declared version will do and why, in one sentence. */
  public String explain() {
    if (isEmpty()) {
      return "Nothing changed.";
    }
    String cause =
        changes.size() == 1
            ? "1 change, " + label(impact()) + ","
            : changes.size() + " changes, the worst " + label(impact()) + ",";
    String text =
        cause + (changes.size() == 1 ? " requires " : " require ") + bump(requiredBump()) + "; ";
    Optional<VersionBump> declared = declaredBump();
    if (declared.isEmpty()) {
      String wrong = SemanticVersion.parse(olderVersion).isEmpty() ? olderVersion : newerVersion;
      return text
          + "whether the version rises that far cannot be told, because '"
          + wrong
          + "' is not a semantic version such as 1.2.0.";
    }
    String made =
        declared.get() == VersionBump.NONE ? "does not rise" : "makes " + bump(declared.get());
    String verdict =
        satisfied()
            ? ", which will do."
            : ", but has to be " + lowestVersion().orElse("") + " or later.";
    return text
        + "the version goes from "
        + olderVersion
        + " to "
        + newerVersion
        + " and "
        + made
        + verdict;
  }

  private static String bump(VersionBump bump) {
    return "a " + bump.name().toLowerCase(Locale.ROOT) + " bump";
  }

  /**
   * A changelog entry in Markdown: a heading with version and impact, then one line per change,
   * worst first.
   */
  public String changelog() {
    return Changelog.entry(this);
  }

  static String label(Impact impact) {
    return impact.name().toLowerCase(Locale.ROOT);
  }
}
