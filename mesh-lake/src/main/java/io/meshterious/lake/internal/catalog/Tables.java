// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import static io.meshterious.lake.internal.catalog.CatalogFailures.asked;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.TableError;
import io.meshterious.lake.TableName;
import io.meshterious.lake.internal.query.table.QueryCatalog;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.util.PropertyUtil;

/** The tables of a lake: found, renamed and dropped. */
public final class Tables {
  private final LakeContext lake;
  private final Namespaces namespaces;

  /** The tables of an open lake. */
  public Tables(LakeContext lake, Namespaces namespaces) {
    this.lake = lake;
    this.namespaces = namespaces;
  }

  /** A name as Iceberg writes it. */
  public static TableIdentifier identifier(TableName name) {
    return TableIdentifier.of(name.namespace(), name.name());
  }

  /**
   * The tables of a namespace, sorted by name; those of other software whose names are not allowed
   * here are left out.
   */
  public List<TableName> list(String namespace) {
    Namespaces.check(namespace);
    String what = "Cannot list the tables of namespace '" + namespace + "'";
    List<TableIdentifier> found =
        asked(
            what,
            () -> {
              try {
                return lake.catalog().listTables(Namespace.of(namespace));
              } catch (NoSuchNamespaceException missing) {
                throw namespaces.missing(what, namespace);
              }
            });
    return found.stream()
        .map(TableIdentifier::name)
        .filter(Names::isPart)
        .map(name -> new TableName(namespace, name))
        .sorted()
        .toList();
  }

  /** Whether there is a table of this name. */
  public boolean exists(TableName name) {
    return asked(
        "Cannot look for table '" + name + "'", () -> lake.catalog().tableExists(identifier(name)));
  }

  /** A table as it is now. */
  public Table load(TableName name) {
    String what = "Cannot open table '" + name + "'";
    return asked(
        what,
        () -> {
          try {
            return lake.catalog().loadTable(identifier(name));
          } catch (NoSuchTableException | NoSuchNamespaceException missing) {
            throw missing(what, name);
          }
        });
  }

  /** The tables as statements name them. */
  public QueryCatalog forQueries() {
    return new QueryCatalog() {
      @Override
      public Optional<Table> load(TableName name) {
        return exists(name) ? Optional.of(Tables.this.load(name)) : Optional.empty();
      }

      @Override
      public List<TableName> names() {
        return namespaces.list().stream().flatMap(it -> list(it).stream()).toList();
      }
    };
  }

  /**
   * Makes sure that a table may get a name: its namespace is made when it is missing, and no other
   * table has the same name in other letters. A table of exactly this name is for the caller to
   * refuse.
   */
  public void prepare(TableName name) {
    namespaces.ensure(name.namespace());
    for (TableName other : list(name.namespace())) {
      if (!other.equals(name) && other.name().equalsIgnoreCase(name.name())) {
        throw Namespaces.differsInCase("Cannot create table '" + name + "'", other.toString());
      }
    }
  }

  /** Gives a table another name; its files stay where they are. */
  public void rename(TableName from, TableName to) {
    String what = "Cannot rename table '" + from + "' to '" + to + "'";
    if (from.equals(to)) {
      load(from);
      return;
    }
    namespaces.ensure(to.namespace());
    for (TableName other : list(to.namespace())) {
      if (!other.equals(to) && !other.equals(from) && isSame(other, to)) {
        throw Namespaces.differsInCase(what, other.toString());
      }
    }
    asked(
        what,
        () -> {
          try {
            lake.catalog().renameTable(identifier(from), identifier(to));
            return true;
          } catch (NoSuchTableException missing) {
            throw missing(what, from);
          } catch (AlreadyExistsException exists) {
            throw new MeshException(
                TableError.TABLE_EXISTS, what + ": there is a table of that name", exists);
          }
        });
  }

  private static boolean isSame(TableName one, TableName other) {
    return one.toString().equalsIgnoreCase(other.toString());
  }

  /** Takes a table out of the catalog; its files stay. */
  public void drop(TableName name) {
    remove("Cannot drop table '" + name + "'", name, false);
  }

  /** Takes a table out of the catalog and deletes its files. */
  public void purge(TableName name) {
    String what = "Cannot purge table '" + name + "'";
    Table table = load(name);
    if (!PropertyUtil.propertyAsBoolean(
        table.properties(), TableProperties.GC_ENABLED, TableProperties.GC_ENABLED_DEFAULT)) {
      throw new MeshException(
          LakeError.PURGE_REFUSED,
          what
              + ": its property '"
              + TableProperties.GC_ENABLED
              + "' is false, which says that others use its files; drop it and keep them");
    }
    remove(what, name, true);
  }

  private void remove(String what, TableName name, boolean purge) {
    boolean removed =
        asked(
            what,
            () -> {
              try {
                return lake.catalog().dropTable(identifier(name), purge);
              } catch (NoSuchTableException | NoSuchNamespaceException missing) {
                return false;
              }
            });
    if (!removed) {
      throw missing(what, name);
    }
  }

  /** The failure when a table is not there. */
  public MeshException missing(String what, TableName name) {
    if (!namespaces.list().contains(name.namespace())) {
      return namespaces.missing(what, name.namespace());
    }
    List<String> known = list(name.namespace()).stream().map(TableName::name).toList();
    return new MeshException(
        LakeError.TABLE_MISSING,
        what
            + ": it does not exist; "
            + NearMiss.of(name.name(), known)
                .map(near -> "did you mean '" + new TableName(name.namespace(), near) + "'?")
                .orElseGet(() -> known(name.namespace(), known)));
  }

  private static String known(String namespace, List<String> known) {
    int shown = Math.min(20, known.size());
    return known.isEmpty()
        ? "namespace '" + namespace + "' has no tables"
        : "namespace '"
            + namespace
            + "' has "
            + known.subList(0, shown)
            + (shown < known.size() ? " and " + (known.size() - shown) + " more" : "");
  }
}
