// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.catalog.Names;

/**
 * The name of a table: a namespace and a name, written {@code raw.orders}. Without a namespace it
 * is in {@value #DEFAULT_NAMESPACE}. Both parts are letters, digits, underscores and hyphens, do
 * not begin with a hyphen, and have at most 128 characters: a name is safe as a folder and, quoted,
 * in SQL.
 *
 * @param namespace the namespace
 * @param name the name inside the namespace
 */
public record TableName(String namespace, String name) implements Comparable<TableName> {
  /** The namespace of names that do not say one. */
  public static final String DEFAULT_NAMESPACE = "main";

  /** Checks both parts. */
  public TableName {
    if (!Names.isPart(namespace) || !Names.isPart(name)) {
      throw invalid(namespace + "." + name);
    }
  }

  /** Reads a name such as {@code raw.orders} or {@code orders}. */
  public static TableName of(String text) {
    int dot = text.indexOf('.');
    if (dot >= 0) {
      return new TableName(text.substring(0, dot), text.substring(dot + 1));
    }
    if (!Names.isPart(text)) {
      throw invalid(text);
    }
    return new TableName(DEFAULT_NAMESPACE, text);
  }

  /** Both parts with a dot between them. */
  @Override
  public String toString() {
    return namespace + "." + name;
  }

  @Override
  public int compareTo(TableName other) {
    int order = namespace.compareTo(other.namespace);
    return order != 0 ? order : name.compareTo(other.name);
  }

  private static MeshException invalid(String text) {
    return new MeshException(
        LakeError.INVALID_NAME,
        "Invalid table name: '"
            + Names.shown(text)
            + "' (a name and, before a dot, its namespace; each of "
            + Names.RULE
            + ")");
  }
}
