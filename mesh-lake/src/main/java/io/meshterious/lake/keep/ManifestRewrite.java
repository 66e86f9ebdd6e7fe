// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.keep;

import java.util.Optional;

/**
 * Merges small manifests of data files and orders them by partition, so that planning a query reads
 * few of them. Data and delete files stay as they are.
 *
 * @param targetBytes the size of a manifest; absent means what the table's property {@code
 *     commit.manifest.target-size-bytes} says, 8 MB unless set
 * @param all whether all manifests are rewritten, not only when small ones can be merged
 */
public record ManifestRewrite(Optional<Long> targetBytes, boolean all) implements MaintenanceTask {
  /** Checks the size. */
  public ManifestRewrite {
    targetBytes.ifPresent(bytes -> Options.positive("target size of manifests", bytes));
  }

  /** Small manifests, to the size the table's properties say. */
  public static ManifestRewrite standard() {
    return new ManifestRewrite(Optional.empty(), false);
  }

  /** To this size. */
  public ManifestRewrite targetBytes(long bytes) {
    return new ManifestRewrite(Optional.of(bytes), all);
  }

  /** All manifests, also to order them by partition once. */
  public ManifestRewrite everything() {
    return new ManifestRewrite(targetBytes, true);
  }

  @Override
  public String title() {
    return "rewrite manifests";
  }
}
