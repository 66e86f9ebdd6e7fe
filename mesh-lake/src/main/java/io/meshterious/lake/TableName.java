// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.core.error.MeshException;
import java.util.regex.Pattern;

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

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,127}");

  /** Checks both parts. */
  public TableName {
    check(namespace, namespace + "." + name);
    check(name, namespace + "." + name);
  }

  /** Reads a name such as {@code raw.orders} or {@code orders}. */
  public static TableName of(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      check(text, text);
      return new TableName(DEFAULT_NAMESPACE, text);
    }
    return new TableName(text.substring(0, dot), text.substring(dot + 1));
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

  private static void check(String part, String whole) {
    if (!PART.matcher(part).matches()) {
      throw new MeshException(
          LakeError.INVALID_NAME,
          "Invalid table name: '"
              + whole
              + "' (a name and, before a dot, its namespace; each of letters, digits, '_' and '-',"
              + " at most 128 characters)");
    }
  }
}
