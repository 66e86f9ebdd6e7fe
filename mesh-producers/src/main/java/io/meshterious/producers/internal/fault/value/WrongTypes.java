// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Values of another type, which no cast makes right. */
public final class WrongTypes {
  private WrongTypes() {}

  /** The change; empty where any type is right. */
  public static Optional<SiteMutation.Change> of(Site site) {
    DataType type = site.type();
    if (type instanceof DataType.Bool) {
      return values("\"maybe\"", "7", "{}");
    } else if (site.numeric()) {
      return values("\"n/a\"", "true", "[]");
    } else if (type instanceof DataType.Struct || free(site, LogicalType.OBJECT)) {
      return values("\"n/a\"", "[]", "17");
    } else if (type instanceof DataType.Array || free(site, LogicalType.ARRAY)) {
      return values("\"n/a\"", "{}", "17");
    }
    return type instanceof DataType.Json ? Optional.empty() : values("4711", "false", "{}");
  }

  private static boolean free(Site site, LogicalType type) {
    return site.type() instanceof DataType.Json
        && site.property().logicalType().filter(type::equals).isPresent();
  }

  private static Optional<SiteMutation.Change> values(String... json) {
    SiteMutation.ValueChange change =
        (row, member, chance) -> chance.oneOf(1, json).getBytes(StandardCharsets.UTF_8);
    return Optional.of(change.asChange());
  }
}
