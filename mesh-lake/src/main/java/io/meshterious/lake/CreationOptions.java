// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.lake.internal.schema.TableLayout;
import java.util.Map;

/**
 * How a table is made, beyond what its contract says. Immutable: every option returns a new object.
 *
 * @param formatVersion the version of Iceberg's format, 2 or 3; 3 unless told. Version 2 is for
 *     readers that do not know 3 yet: it has no defaults, no nanoseconds and slower deletes
 * @param properties Iceberg's table properties, which replace those that Mesh would set
 */
public record CreationOptions(int formatVersion, Map<String, String> properties) {
  /** Copies the properties. */
  public CreationOptions {
    properties = Map.copyOf(properties);
  }

  /** Format version 3, and no further properties. */
  public static CreationOptions defaults() {
    return new CreationOptions(TableLayout.DEFAULT_FORMAT_VERSION, Map.of());
  }

  /** These, with another version of the format. */
  public CreationOptions withFormatVersion(int version) {
    return new CreationOptions(version, properties);
  }

  /** These, with further table properties. */
  public CreationOptions withProperties(Map<String, String> further) {
    return new CreationOptions(formatVersion, further);
  }
}
