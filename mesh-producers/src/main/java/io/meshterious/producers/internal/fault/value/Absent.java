// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.Table;
import io.meshterious.producers.internal.json.JsonEdit;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Properties that are not there. */
public final class Absent {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private Absent() {}

  /** A required property that is left out, or null where its object may not have one less. */
  public static Optional<SiteMutation.Change> required(Site site) {
    if (!site.required()) {
      return Optional.empty();
    }
    return Optional.of(
        site.removable()
            ? (json, member, chance) -> JsonEdit.remove(json, member)
            : (json, member, chance) -> JsonEdit.replace(json, member, NULL));
  }

  /** A property that an older version may not have had: one that says neither what nor when. */
  public static Optional<SiteMutation.Change> younger(Table table, Site site) {
    boolean identifies =
        site.property().primaryKey()
            || table.hints().eventId().filter(site.path()::equals).isPresent()
            || table.hints().eventTime().filter(site.path()::equals).isPresent();
    return site.removable() && !identifies
        ? Optional.of((json, member, chance) -> JsonEdit.remove(json, member))
        : Optional.empty();
  }
}
