// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.diff.element;

import io.meshterious.core.contract.diff.ChangeKind;

/** What changed in the words and links that any element may carry. */
public final class Documentation {
  private Documentation() {}

  /** Reports it, in words that do not name the element. */
  public static void report(Comparison element) {
    report(element, "");
  }

  /**
   * Reports it.
   *
   * @param of words that name the element, such as {@code " of server 'production'"}
   */
  public static void report(Comparison element, String of) {
    element.reportIfOpen(ChangeKind.DESCRIPTION_CHANGED, "the description" + of, "description");
    element.reportIfOpen(ChangeKind.DESCRIPTION_CHANGED, "the business name" + of, "businessName");
    element.reportIfOpen(
        ChangeKind.DESCRIPTION_CHANGED, "what a row stands for", "dataGranularityDescription");
    element.reportIfOpen(ChangeKind.TAGS_CHANGED, "the list of tags" + of, "tags");
    element.reportIfOpen(
        ChangeKind.DEFINITIONS_CHANGED, "the list of definitions" + of, "authoritativeDefinitions");
  }
}
