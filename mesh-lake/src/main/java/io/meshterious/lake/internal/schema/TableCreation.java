// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.schema;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.TableError;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.jspecify.annotations.Nullable;

/** Makes Iceberg tables of layouts. */
public final class TableCreation {
  private TableCreation() {}

  /**
   * Makes a table.
   *
   * @param layout what it looks like
   * @param properties further table properties, which replace those of the layout; the contract's
   *     own and the format version are not among them
   * @return the table, with the field ids that the catalog gave
   * @throws MeshException with {@link TableError#TABLE_EXISTS}, {@link
   *     TableError#NAMESPACE_MISSING} or {@link TableError#INVALID_TABLE_OPTION}
   */
  public static Table create(
      Catalog catalog, TableIdentifier name, TableLayout layout, Map<String, String> properties) {
    // Some catalogs make tables in namespaces that do not exist, and list them nowhere.
    if (catalog instanceof SupportsNamespaces namespaces
        && !namespaces.namespaceExists(name.namespace())) {
      throw namespaceMissing(name, null);
    }
    Map<String, String> all = new HashMap<>(layout.properties());
    for (String key : new TreeSet<>(properties.keySet())) {
      if (key.startsWith(TableContract.PREFIX)
          || TableProperties.RESERVED_PROPERTIES.contains(key)) {
        throw new MeshException(
            TableError.INVALID_TABLE_OPTION,
            "Invalid property of table '"
                + name
                + "': '"
                + key
                + "' (it follows from the table itself; leave it out)");
      }
    }
    all.putAll(properties);
    all.put(TableProperties.FORMAT_VERSION, Integer.toString(layout.formatVersion()));
    try {
      return catalog
          .buildTable(name, layout.schema())
          .withPartitionSpec(layout.spec())
          .withSortOrder(layout.sortOrder())
          .withProperties(all)
          .create();
    } catch (AlreadyExistsException exists) {
      throw new MeshException(
          TableError.TABLE_EXISTS,
          "Cannot create table '"
              + name
              + "': it exists; let it follow the contract with evolve, or choose another name",
          exists);
    } catch (NoSuchNamespaceException missing) {
      throw namespaceMissing(name, missing);
    }
  }

  private static MeshException namespaceMissing(TableIdentifier name, @Nullable Exception cause) {
    return new MeshException(
        TableError.NAMESPACE_MISSING,
        "Cannot create table '"
            + name
            + "': namespace '"
            + name.namespace()
            + "' does not exist; create it first",
        cause);
  }
}
