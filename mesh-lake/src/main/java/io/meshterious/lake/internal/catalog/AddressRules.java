// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.catalog;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.LakeError;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.iceberg.CatalogProperties;

/** What the addresses of catalogs and files may look like. Messages never repeat a secret. */
public final class AddressRules {
  private static final Pattern JDBC = Pattern.compile("jdbc:[a-z0-9+-]+:.+", Pattern.DOTALL);
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
  private static final Pattern WITH_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");
  private static final Pattern SECRET =
      Pattern.compile(
          "//[^/?#]*@|[?&;][^=&;]*(password|passwd|pwd|secret|token)[^=&;]*=",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PROPERTY = Pattern.compile("[A-Za-z0-9_.:-]{1,200}");

  /** Properties that have a method of their own. */
  private static final Map<String, String> OWN_METHOD =
      Map.of(
          CatalogProperties.URI,
          "jdbc(…) or rest(…)",
          CatalogProperties.WAREHOUSE_LOCATION,
          "warehouse(…)",
          CatalogProperties.FILE_IO_IMPL,
          "fileIo(…)",
          CatalogProperties.CATALOG_IMPL,
          "jdbc(…) or rest(…)",
          "type",
          "jdbc(…) or rest(…)",
          "jdbc.schema-version",
          "nothing: it is always V1");

  private AddressRules() {}

  /** Refuses what is no JDBC address, or holds credentials. */
  public static void checkJdbc(String uri) {
    if (SECRET.matcher(uri).find()) {
      throw invalid(
          "address of a database",
          "",
          "it holds a password; pass it with credentials(user, password)");
    }
    if (!JDBC.matcher(uri).matches()) {
      throw invalid("address of a database", uri, "such as jdbc:postgresql://host/database");
    }
  }

  /** Refuses what is no HTTP address, or holds credentials. */
  public static void checkRest(String uri) {
    if (SECRET.matcher(uri).find()) {
      throw invalid(
          "address of a REST catalog",
          "",
          "it holds credentials; pass them with token(…) or clientCredentials(…)");
    }
    try {
      URI parsed = new URI(uri);
      boolean http = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
      if (http && parsed.getHost() != null && parsed.getRawQuery() == null) {
        return;
      }
    } catch (URISyntaxException unreadable) {
      throw invalid("address of a REST catalog", uri, "such as https://catalog.example/api");
    }
    throw invalid("address of a REST catalog", uri, "such as https://catalog.example/api");
  }

  /** A warehouse: an absolute path or a URI, without a slash at the end. */
  public static String warehouse(String location) {
    boolean absolute = WITH_SCHEME.matcher(location).matches() || isAbsolutePath(location);
    if (!absolute || SECRET.matcher(location).find()) {
      throw invalid(
          "warehouse",
          absolute ? "" : location,
          "an absolute path, or a URI such as s3://bucket/folder, without credentials");
    }
    String stripped = location.replaceAll("/+$", "");
    if (stripped.isEmpty() || stripped.endsWith(":")) {
      throw invalid("warehouse", location, "a folder, not the root");
    }
    return stripped;
  }

  private static boolean isAbsolutePath(String location) {
    return location.indexOf('\0') < 0 && Path.of(location).isAbsolute();
  }

  /** Refuses what cannot name a catalog. */
  public static void checkName(String name) {
    if (!Names.isPart(name)) {
      throw invalid("name of a catalog", name, Names.RULE);
    }
  }

  /** Refuses what is no scheme of URIs. */
  public static void checkScheme(String scheme) {
    if (!SCHEME.matcher(scheme).matches()) {
      throw invalid("scheme", scheme, "such as s3, in lower case and without a colon");
    }
  }

  /** Refuses properties that have a method of their own. */
  public static void checkProperty(String key) {
    if (!PROPERTY.matcher(key).matches()) {
      throw invalid("property", key, "letters, digits, '.', '_', ':' and '-'");
    }
    String method = OWN_METHOD.get(key);
    if (method != null) {
      throw invalid("property", key, "use " + method);
    }
  }

  private static MeshException invalid(String what, String value, String rule) {
    return new MeshException(
        LakeError.INVALID_LAKE_OPTION,
        "Invalid "
            + what
            + (value.isEmpty() ? "" : ": '" + Names.shown(value) + "'")
            + " ("
            + rule
            + ")");
  }
}
