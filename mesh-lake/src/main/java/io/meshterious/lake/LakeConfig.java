// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.commit.CommitOptions;
import io.meshterious.lake.internal.catalog.AddressRules;
import io.meshterious.lake.internal.catalog.CatalogAddress;
import io.meshterious.lake.internal.io.SchemeFileIO;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.CatalogProperties;

/**
 * Where a catalog is, where its files are, and what it takes to get there. Immutable; it prints
 * itself without secrets.
 *
 * <pre>{@code
 * LakeConfig.jdbc("jdbc:postgresql://db.example/lake")
 *     .warehouse("s3://bucket/lake")
 *     .credentials("writer", password)
 *     .properties(storage.properties())
 *     .build();
 * LakeConfig.rest("https://catalog.example").warehouse("main").token(token).build();
 * }</pre>
 */
public final class LakeConfig {
  private final CatalogAddress address;

  private LakeConfig(CatalogAddress address) {
    this.address = address;
  }

  /**
   * A catalog in a database, which processes of many machines share.
   *
   * @param uri the address of the database, such as {@code jdbc:postgresql://host/database},
   *     without user and password
   */
  public static WarehouseStage jdbc(String uri) {
    AddressRules.checkJdbc(uri);
    return location -> new JdbcBuilder(uri, location);
  }

  /**
   * A server that speaks Iceberg's REST protocol.
   *
   * @param uri its address, beginning with {@code http://} or {@code https://}
   */
  public static RestBuilder rest(String uri) {
    AddressRules.checkRest(uri);
    return new RestBuilder(uri);
  }

  CatalogAddress address() {
    return address;
  }

  /** The catalog's kind, name, address and warehouse, and the names of all other properties. */
  @Override
  public String toString() {
    Set<String> names = new TreeSet<>(address.properties().keySet());
    Map<String, String> shown = address.properties();
    names.remove(CatalogProperties.URI);
    names.remove(CatalogProperties.WAREHOUSE_LOCATION);
    return "LakeConfig["
        + address
        + " at "
        + shown.get(CatalogProperties.URI)
        + Optional.ofNullable(shown.get(CatalogProperties.WAREHOUSE_LOCATION))
            .map(location -> ", warehouse " + location)
            .orElse("")
        + (names.isEmpty() ? "" : ", and values for " + names)
        + "]";
  }

  /** What a database cannot know by itself: where the files are. */
  @FunctionalInterface
  public interface WarehouseStage {
    /**
     * Where tables and their files go.
     *
     * @param location the path of a local folder, or a URI such as {@code s3://bucket/folder}
     */
    JdbcBuilder warehouse(String location);
  }

  /** The options of a catalog in a database. */
  public static final class JdbcBuilder extends Builder<JdbcBuilder> {
    private JdbcBuilder(String uri, String location) {
      super(CatalogAddress.Kind.JDBC, uri);
      put("warehouse", CatalogProperties.WAREHOUSE_LOCATION, AddressRules.warehouse(location));
    }

    /** The user and password of the database. Without them the driver decides. */
    public JdbcBuilder credentials(String user, String password) {
      put("user", "jdbc.user", user);
      put("password", "jdbc.password", password);
      return this;
    }

    @Override
    JdbcBuilder self() {
      return this;
    }
  }

  /** The options of a REST catalog. */
  public static final class RestBuilder extends Builder<RestBuilder> {
    private RestBuilder(String uri) {
      super(CatalogAddress.Kind.REST, uri);
    }

    /** Which of the server's warehouses; without it the server decides. */
    public RestBuilder warehouse(String name) {
      put("warehouse", CatalogProperties.WAREHOUSE_LOCATION, name);
      return this;
    }

    /** A token that the server knows. */
    public RestBuilder token(String token) {
      put("token", "token", token);
      return this;
    }

    /** The id and secret that the server gives a token for. */
    public RestBuilder clientCredentials(String id, String secret) {
      put("client credentials", "credential", id + ":" + secret);
      return this;
    }

    @Override
    RestBuilder self() {
      return this;
    }
  }

  /**
   * What all catalogs have in common.
   *
   * @param <B> the builder itself
   */
  public abstract static sealed class Builder<B extends Builder<B>>
      permits JdbcBuilder, RestBuilder {
    private static final String DEFAULT_NAME = "lake";

    private final CatalogAddress.Kind kind;
    private final Map<String, String> properties = new HashMap<>();
    private String name = DEFAULT_NAME;
    private Resources resources = Resources.defaults();
    private CommitOptions commits = CommitOptions.defaults();

    private Builder(CatalogAddress.Kind kind, String uri) {
      this.kind = kind;
      properties.put(CatalogProperties.URI, uri);
    }

    abstract B self();

    /**
     * The catalog's name, {@code lake} by default. A database keeps it beside every table: two
     * programs see the same tables when they use the same name.
     */
    public final B named(String catalog) {
      AddressRules.checkName(catalog);
      name = catalog;
      return self();
    }

    /**
     * The class that reads and writes all files, an implementation of Iceberg's {@code FileIO}.
     * Without it the scheme of each location decides: paths and {@code file:} are local, {@code
     * s3:}, {@code gs:} and {@code abfss:} are read by Iceberg's classes if they are on the class
     * path.
     */
    public final B fileIo(String className) {
      put("file IO", CatalogProperties.FILE_IO_IMPL, className);
      return self();
    }

    /**
     * The class that reads and writes the files of one URI scheme.
     *
     * @param scheme such as {@code s3}
     * @param className an implementation of Iceberg's {@code FileIO}
     */
    public final B fileIo(String scheme, String className) {
      AddressRules.checkScheme(scheme);
      put("file IO of '" + scheme + ":'", SchemeFileIO.SCHEME + scheme, className);
      return self();
    }

    /** A property of Iceberg's catalog or file IO, passed on as it is. */
    public final B property(String key, String value) {
      AddressRules.checkProperty(key);
      put("property '" + key + "'", key, value);
      return self();
    }

    /** Properties of Iceberg's catalog or file IO, passed on as they are. */
    public final B properties(Map<String, String> all) {
      all.forEach(this::property);
      return self();
    }

    /** What the lake may use of the machine. */
    public final B resources(Resources allowed) {
      resources = allowed;
      return self();
    }

    /** How commits are made. */
    public final B commits(CommitOptions options) {
      commits = options;
      return self();
    }

    /** The configuration; nothing is contacted yet. */
    public final LakeConfig build() {
      return new LakeConfig(new CatalogAddress(kind, name, properties, resources, commits));
    }

    final void put(String what, String key, String value) {
      if (value.isBlank()) {
        throw new MeshException(
            LakeError.INVALID_LAKE_OPTION, "Invalid " + what + ": '' (it must not be empty)");
      }
      String before = properties.putIfAbsent(key, value);
      if (before != null && !before.equals(value)) {
        throw new MeshException(
            LakeError.INVALID_LAKE_OPTION,
            "Cannot set " + what + ": it has another value already; set it once");
      }
    }
  }
}
