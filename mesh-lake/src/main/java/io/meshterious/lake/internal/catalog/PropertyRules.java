// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.TableName;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.TableProperties;

/** Which table properties may be set: none that is a fact, and none that moves files elsewhere. */
public final class PropertyRules {
  /** Properties with a folder for new files; it has to be inside the table's own. */
  private static final Set<String> FOLDERS =
      Set.of(
          TableProperties.WRITE_DATA_LOCATION,
          TableProperties.WRITE_METADATA_LOCATION,
          "write.folder-storage.path",
          "write.object-storage.path");

  /** Properties that name code which decides where files go. */
  private static final Set<String> CODE = Set.of(TableProperties.WRITE_LOCATION_PROVIDER_IMPL);

  /** What the contract's own part of a table's properties begins with. */
  private static final String CONTRACT = "mesh.contract.";

  private static final String CHOOSES_PLACES = "it names code that decides where files go";

  private PropertyRules() {}

  /** Refuses what may not be set. */
  public static void check(TableName table, String location, Map<String, String> properties) {
    checkNames(table, properties.keySet());
    for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
      String key = property.getKey();
      if (CODE.contains(key)) {
        throw refused(table, key, CHOOSES_PLACES);
      }
      if (FOLDERS.contains(key) && !isInside(property.getValue(), location)) {
        throw refused(table, key, "the folder has to be inside '" + location + "'");
      }
    }
  }

  /** Refuses what a table may not be made with: where it is going to be is not known yet. */
  public static void checkNew(TableName table, Collection<String> names) {
    for (String key : new TreeSet<>(names)) {
      if (CODE.contains(key)) {
        throw refused(table, key, CHOOSES_PLACES);
      }
      if (FOLDERS.contains(key)) {
        throw refused(
            table, key, "the folder has to be inside the table's own; set it when that is there");
      }
    }
  }

  /** Refuses names of what follows from the table itself. */
  public static void checkNames(TableName table, Collection<String> names) {
    for (String key : new TreeSet<>(names)) {
      if (TableProperties.RESERVED_PROPERTIES.contains(key) || key.startsWith(CONTRACT)) {
        throw refused(table, key, "it follows from the table itself");
      }
    }
  }

  private static boolean isInside(String folder, String location) {
    String rest = folder.startsWith(location) ? folder.substring(location.length()) : "";
    return rest.startsWith("/")
        && !rest.contains("%")
        && Arrays.stream(rest.split("/", -1)).noneMatch(part -> part.equals(".."));
  }

  private static MeshException refused(TableName table, String key, String why) {
    return new MeshException(
        LakeError.PROPERTY_REFUSED,
        "Invalid property of table '" + table + "': '" + Names.shown(key) + "' (" + why + ")");
  }
}
