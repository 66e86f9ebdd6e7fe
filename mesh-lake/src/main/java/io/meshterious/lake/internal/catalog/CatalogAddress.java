// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import io.meshterious.lake.Resources;
import io.meshterious.lake.commit.CommitOptions;
import java.util.Map;

/**
 * Where a catalog is and how it is opened.
 *
 * @param kind which of Iceberg's catalogs
 * @param name the catalog's name, which a JDBC catalog keeps beside each table
 * @param properties what Iceberg's catalog and file IO are opened with, secrets included
 * @param resources what the lake may use of the machine
 * @param commits how commits are made
 */
public record CatalogAddress(
    Kind kind,
    String name,
    Map<String, String> properties,
    Resources resources,
    CommitOptions commits) {
  /** Copies the properties. */
  public CatalogAddress {
    properties = Map.copyOf(properties);
  }

  /** Names the kind and the name; the rest may hold secrets. */
  @Override
  public String toString() {
    return kind + " '" + name + "'";
  }

  /** Iceberg's catalogs. */
  public enum Kind {
    /** Tables of a database. */
    JDBC,
    /** A server that speaks Iceberg's REST protocol. */
    REST
  }
}
