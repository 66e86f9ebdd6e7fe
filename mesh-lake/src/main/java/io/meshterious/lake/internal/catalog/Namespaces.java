// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import static io.meshterious.lake.internal.catalog.CatalogFailures.asked;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.TableError;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;

/** The namespaces of a lake: one level, with names that are told apart without regard to case. */
public final class Namespaces {
  /** Names that SQL engines give a meaning of their own. */
  private static final Set<String> RESERVED =
      Set.of("information_schema", "pg_catalog", "temp", "system");

  private final LakeContext lake;

  /** The namespaces of an open lake. */
  public Namespaces(LakeContext lake) {
    this.lake = lake;
  }

  /** Their names, sorted; those of other software that are not allowed here are left out. */
  public List<String> list() {
    return asked("Cannot list namespaces", () -> lake.namespaces().listNamespaces()).stream()
        .filter(namespace -> namespace.length() == 1)
        .map(namespace -> namespace.level(0))
        .filter(Names::isPart)
        .sorted()
        .toList();
  }

  /** Makes one. */
  public void create(String name, Map<String, String> properties) {
    checkNew(name);
    if (!make(name, properties)) {
      throw new MeshException(
          LakeError.NAMESPACE_EXISTS, "Cannot create namespace '" + name + "': it exists");
    }
  }

  /** Makes one unless it is there. */
  public void ensure(String name) {
    Namespace namespace = Namespace.of(name);
    if (!asked(
        "Cannot look for namespace '" + name + "'",
        () -> lake.namespaces().namespaceExists(namespace))) {
      checkNew(name);
      make(name, Map.of());
    }
  }

  /** Makes one; {@code false} when it is there already. */
  private boolean make(String name, Map<String, String> properties) {
    Namespace namespace = Namespace.of(name);
    SupportsNamespaces catalog = lake.namespaces();
    String what = "Cannot create namespace '" + name + "'";
    for (String other : list()) {
      if (!other.equals(name) && other.equalsIgnoreCase(name)) {
        throw differsInCase(what, other);
      }
    }
    try {
      // Iceberg asks the map for the key null, which immutable maps refuse to answer.
      catalog.createNamespace(namespace, new HashMap<>(properties));
      return true;
    } catch (AlreadyExistsException exists) {
      return false;
    } catch (RuntimeException failed) {
      // Another process may have made it in the same moment.
      if (asked(what, () -> catalog.namespaceExists(namespace))) {
        return false;
      }
      throw CatalogFailures.failure(what, failed);
    }
  }

  /** Drops one that has no tables. */
  public void drop(String name) {
    check(name);
    String what = "Cannot drop namespace '" + name + "'";
    asked(
        what,
        () -> {
          try {
            if (!lake.namespaces().dropNamespace(Namespace.of(name))) {
              throw missing(what, name);
            }
            return true;
          } catch (NoSuchNamespaceException missing) {
            throw missing(what, name);
          } catch (NamespaceNotEmptyException full) {
            throw new MeshException(
                LakeError.NAMESPACE_NOT_EMPTY,
                what + ": it has tables; drop or rename them first",
                full);
          }
        });
  }

  /** What is known about one. */
  public Map<String, String> properties(String name) {
    check(name);
    String what = "Cannot describe namespace '" + name + "'";
    return asked(
        what,
        () -> {
          try {
            return lake.namespaces().loadNamespaceMetadata(Namespace.of(name));
          } catch (NoSuchNamespaceException missing) {
            throw missing(what, name);
          }
        });
  }

  /** The failure when a namespace is not there. */
  MeshException missing(String what, String name) {
    List<String> known = list();
    return new MeshException(
        TableError.NAMESPACE_MISSING,
        what
            + ": namespace '"
            + name
            + "' does not exist; "
            + NearMiss.of(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElse("there are " + known));
  }

  /** The failure when a name is taken in other letters. */
  static MeshException differsInCase(String what, String other) {
    return new MeshException(
        LakeError.INVALID_NAME,
        what + ": '" + other + "' exists, and names that differ only in case are one name in SQL");
  }

  /** Refuses names that are not allowed. */
  static void check(String name) {
    if (!Names.isPart(name)) {
      throw new MeshException(
          LakeError.INVALID_NAME,
          "Invalid namespace: '" + Names.shown(name) + "' (" + Names.RULE + ")");
    }
  }

  private static void checkNew(String name) {
    check(name);
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new MeshException(
          LakeError.INVALID_NAME,
          "Invalid namespace: '"
              + name
              + "' (SQL engines have a meaning of their own for "
              + new TreeSet<>(RESERVED)
              + ")");
    }
  }
}
