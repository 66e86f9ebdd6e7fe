// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.diff;

import java.util.List;
import java.util.Locale;

/** The changelog entry of a diff. */
final class Changelog {
  private Changelog() {}

  static String entry(ContractDiff diff) {
    String version = diff.newerVersion().isEmpty() ? "(no version)" : oneLine(diff.newerVersion());
    List<Change> changes =
        diff.changes().stream()
            .filter(change -> change.kind() != ChangeKind.VERSION_CHANGED)
            .toList();
    if (changes.isEmpty()) {
      return "## "
          + version
          + "\n\nNothing changed"
          + (diff.isEmpty() ? ".\n" : " but the version.\n");
    }
    StringBuilder text =
        new StringBuilder("## " + version + " — " + ContractDiff.label(diff.impact()) + "\n");
    for (Impact impact : List.of(Impact.BREAKING, Impact.COMPATIBLE, Impact.COSMETIC)) {
      section(text, impact, changes.stream().filter(change -> change.impact() == impact).toList());
    }
    return text.toString();
  }

  private static void section(StringBuilder text, Impact impact, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    String label = ContractDiff.label(impact);
    text.append("\n### ")
        .append(label.substring(0, 1).toUpperCase(Locale.ROOT))
        .append(label.substring(1))
        .append("\n\n");
    for (Change change : changes) {
      String words = impact == Impact.COSMETIC ? change.what() : change.reason();
      text.append("- `")
          .append(oneLine(change.path()).replace('`', '\''))
          .append("`: ")
          .append(oneLine(words));
      text.append(impact == Impact.BREAKING ? " (" + broken(change) + ")\n" : "\n");
    }
  }

  private static String broken(Change change) {
    if (change.readers() == change.writers()) {
      return "readers and writers";
    }
    return change.readers() == Impact.BREAKING ? "readers" : "writers";
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
