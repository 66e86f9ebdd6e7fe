// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.structure;

import static io.meshterious.core.contract.internal.lint.structure.Key.optional;
import static io.meshterious.core.contract.internal.lint.structure.Key.required;

import io.meshterious.core.document.MapNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The settings that each type of server has. */
final class Servers {
  /** Each type with its settings: those it must have end with an exclamation mark. */
  private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

  static {
    SETTINGS.put("api", "location!");
    SETTINGS.put("athena", "stagingDir! schema! catalog regionName");
    SETTINGS.put("azure", "location! format! delimiter");
    SETTINGS.put("bigquery", "project! dataset!");
    SETTINGS.put("clickhouse", "host! port! database!");
    SETTINGS.put("cloudsql", "host! port! database! schema!");
    SETTINGS.put(
        "custom",
        "account catalog database dataset delimiter endpointUrl format host location path port project region regionName schema"
            + " serviceName stagingDir stream warehouse");
    SETTINGS.put("databricks", "host catalog! schema!");
    SETTINGS.put("db2", "host! port! database! schema");
    SETTINGS.put("denodo", "host! port! database");
    SETTINGS.put("dremio", "host! port! schema");
    SETTINGS.put("duckdb", "database! schema");
    SETTINGS.put("glue", "account! database! location format");
    SETTINGS.put("hive", "host! port database!");
    SETTINGS.put("impala", "host! port database!");
    SETTINGS.put("informix", "host! port database!");
    SETTINGS.put("kafka", "host! format");
    SETTINGS.put("kinesis", "region format");
    SETTINGS.put("local", "path! format!");
    SETTINGS.put("mysql", "host! port! database!");
    SETTINGS.put("oracle", "host! port! serviceName!");
    SETTINGS.put("postgres", "host! port! database! schema!");
    SETTINGS.put("postgresql", "host! port! database! schema!");
    SETTINGS.put("presto", "host! catalog schema");
    SETTINGS.put("pubsub", "project!");
    SETTINGS.put("redshift", "host region account database! schema!");
    SETTINGS.put("s3", "location! endpointUrl format delimiter");
    SETTINGS.put("sftp", "location! format delimiter");
    SETTINGS.put("snowflake", "host port account! database! schema! warehouse");
    SETTINGS.put("sqlserver", "host! port database! schema!");
    SETTINGS.put("synapse", "host! port! database!");
    SETTINGS.put("trino", "host! port! catalog! schema!");
    SETTINGS.put("vertica", "host! port! database! schema!");
    SETTINGS.put("zen", "host! port database!");
  }

  private static final ValueType SFTP_LOCATION =
      new ValueType.Shaped(
          Pattern.compile("sftp://.*"), "allowed is an address that starts with 'sftp://'");

  private Servers() {}

  /** The kind of a server, with a variant for each type. */
  static Kind kind(Key id, ValueType roles, ValueType customProperties) {
    ValueType type = new ValueType.Choice(List.copyOf(SETTINGS.keySet()), List.of());
    Kind server =
        Kind.closed(
            "a server",
            id,
            required("server", new ValueType.Text()),
            required("type", type),
            optional("description", new ValueType.Text()),
            optional("environment", new ValueType.Text()),
            optional("roles", roles),
            optional("customProperties", customProperties));
    server.variantsBy("type", Servers::typeOf);
    SETTINGS.forEach((name, settings) -> server.variant(name, keys(name, settings)));
    return server;
  }

  /**
   * The type; a server of unknown type may have the settings of any, as that mistake is reported
   * once.
   */
  private static List<String> typeOf(MapNode server) {
    String type = server.text("type").orElse("custom");
    return List.of(SETTINGS.containsKey(type) ? type : "custom");
  }

  private static Key[] keys(String type, String settings) {
    List<Key> keys = new ArrayList<>();
    for (String setting : settings.split(" ", -1)) {
      String name = setting.replace("!", "");
      ValueType value = name.equals("port") ? new ValueType.Whole(true) : new ValueType.Text();
      if (type.equals("sftp") && name.equals("location")) {
        value = SFTP_LOCATION;
      }
      keys.add(setting.endsWith("!") ? required(name, value) : optional(name, value));
    }
    return keys.toArray(Key[]::new);
  }
}
