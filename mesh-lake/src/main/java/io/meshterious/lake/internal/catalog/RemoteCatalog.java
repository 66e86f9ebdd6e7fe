// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import static io.meshterious.lake.internal.catalog.CatalogFailures.asked;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import io.meshterious.lake.internal.commit.lock.CommitLocks;
import io.meshterious.lake.internal.io.FileIos;
import io.meshterious.lake.internal.io.LocalFileIO;
import io.meshterious.lake.internal.io.SchemeFileIO;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.apache.iceberg.rest.RESTCatalog;

/** Opens catalogs that are reached over the network. */
public final class RemoteCatalog {
  private static final String HTTP_CLIENT =
      "org.apache.hc.client5.http.impl.classic.CloseableHttpClient";
  private static final String HTTP_ARTIFACT = "org.apache.httpcomponents.client5:httpclient5";
  private static final String POSTGRES = "jdbc:postgresql:";
  private static final String POSTGRES_DRIVER = "org.postgresql.Driver";
  private static final String JDBC_PREFIX = "jdbc.";

  /** Several processes may make the tables of a new catalog at once: one of them wins each step. */
  private static final int ATTEMPTS = 5;

  private RemoteCatalog() {}

  /** Opens a catalog. */
  public static LakeContext open(CatalogAddress address) {
    return switch (address.kind()) {
      case JDBC -> jdbc(address);
      case REST -> rest(address);
    };
  }

  private static LakeContext jdbc(CatalogAddress address) {
    Map<String, String> properties = new HashMap<>(address.properties());
    String uri = property(properties, CatalogProperties.URI);
    String warehouse = property(properties, CatalogProperties.WAREHOUSE_LOCATION);
    checkDriver(uri);
    properties.putIfAbsent(CatalogProperties.FILE_IO_IMPL, fileIo(warehouse));
    properties.putIfAbsent(CatalogProperties.UNIQUE_TABLE_LOCATION, "true");
    properties.putIfAbsent(JDBC_PREFIX + "strict-mode", "true");
    properties.put(JDBC_PREFIX + "schema-version", "V1");
    if (isLocal(warehouse)) {
      properties.putIfAbsent(LocalFileIO.ROOT, warehouse);
    }
    checkFileIo(properties, warehouse);
    JdbcCatalog catalog =
        asked("Cannot connect to " + uri, () -> initialize(address.name(), properties));
    CommitLocks locks =
        uri.startsWith(POSTGRES)
            ? CommitLocks.postgres(() -> DriverManager.getConnection(uri, driver(properties)))
            : CommitLocks.none();
    return new LakeContext(
        catalog, Optional.empty(), locks, address.resources(), address.commits());
  }

  private static JdbcCatalog initialize(String name, Map<String, String> properties) {
    for (int attempt = 1; ; attempt++) {
      JdbcCatalog catalog =
          new JdbcCatalog(
              it -> FileIos.load(property(it, CatalogProperties.FILE_IO_IMPL), it, List.of()),
              null,
              true);
      try {
        catalog.initialize(name, properties);
        return catalog;
      } catch (UncheckedSQLException failed) {
        catalog.close();
        if (attempt == ATTEMPTS || !isRace(failed)) {
          throw failed;
        }
      }
    }
  }

  /** Whether somebody else made a table or column in the same moment. */
  private static boolean isRace(UncheckedSQLException failed) {
    return failed.getCause() instanceof SQLException sql
        && sql.getSQLState() != null
        && (sql.getSQLState().startsWith("42") || sql.getSQLState().startsWith("23"));
  }

  private static LakeContext rest(CatalogAddress address) {
    Map<String, String> properties = new HashMap<>(address.properties());
    String uri = property(properties, CatalogProperties.URI);
    if (!isPresent(HTTP_CLIENT)) {
      throw new MeshException(
          LakeError.LIBRARY_MISSING,
          "Cannot connect to " + uri + ": an HTTP client is missing; add " + HTTP_ARTIFACT);
    }
    properties.putIfAbsent(CatalogProperties.FILE_IO_IMPL, SchemeFileIO.class.getName());
    RESTCatalog catalog = new RESTCatalog();
    asked(
        "Cannot connect to " + uri,
        () -> {
          catalog.initialize(address.name(), properties);
          return catalog;
        });
    return new LakeContext(
        catalog, Optional.empty(), CommitLocks.none(), address.resources(), address.commits());
  }

  private static void checkDriver(String uri) {
    if (uri.startsWith(POSTGRES) && !isPresent(POSTGRES_DRIVER)) {
      throw new MeshException(
          LakeError.LIBRARY_MISSING,
          "Cannot connect to "
              + uri
              + ": the driver of PostgreSQL is missing; add org.postgresql:postgresql");
    }
    try {
      registerDrivers();
      DriverManager.getDriver(uri);
    } catch (SQLException unknown) {
      throw new MeshException(
          LakeError.LIBRARY_MISSING,
          "Cannot connect to " + uri + ": no driver on the class path knows such addresses",
          unknown);
    }
  }

  /** The JVM itself registers only the drivers that its own class loader sees. */
  private static void registerDrivers() {
    Iterator<Driver> drivers =
        ServiceLoader.load(Driver.class, RemoteCatalog.class.getClassLoader()).iterator();
    boolean more = true;
    while (more) {
      try {
        more = drivers.hasNext();
        if (more) {
          drivers.next();
        }
      } catch (ServiceConfigurationError broken) {
        // Another database's driver that cannot be loaded is not needed here.
        more = true;
      }
    }
  }

  private static String fileIo(String warehouse) {
    return isLocal(warehouse) ? LocalFileIO.class.getName() : SchemeFileIO.class.getName();
  }

  private static boolean isLocal(String warehouse) {
    return warehouse.startsWith("/") || warehouse.startsWith("file:");
  }

  /** A missing library is found before anything is contacted. */
  private static void checkFileIo(Map<String, String> properties, String warehouse) {
    try (FileIO io =
        FileIos.load(property(properties, CatalogProperties.FILE_IO_IMPL), properties, List.of())) {
      if (io instanceof SchemeFileIO byScheme) {
        byScheme.of(warehouse);
      }
    }
  }

  private static Properties driver(Map<String, String> properties) {
    Properties own = new Properties();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(JDBC_PREFIX)) {
            own.setProperty(key.substring(JDBC_PREFIX.length()), value);
          }
        });
    return own;
  }

  private static boolean isPresent(String className) {
    try {
      Class.forName(className);
      return true;
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }

  private static String property(Map<String, String> properties, String key) {
    return Objects.requireNonNull(properties.get(key), key);
  }
}
