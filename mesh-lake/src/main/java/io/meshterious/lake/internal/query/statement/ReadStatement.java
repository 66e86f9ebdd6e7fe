// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.internal.query.statement;

import io.meshterious.core.error.MeshException;
import io.meshterious.lake.internal.engine.Session;
import io.meshterious.lake.internal.engine.Sql;
import io.meshterious.lake.query.QueryError;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One reading statement, taken apart by the engine's own parser: the tables it names, the columns
 * it names, and its parameters. Everything that is more than reading tables is refused here.
 */
public final class ReadStatement {
  private static final Pattern EXPLAIN =
      Pattern.compile(
          "\\A(?:\\s|--[^\\n]*(?:\\n|\\z)|/\\*(?s:.*?)\\*/)*(EXPLAIN(?:\\s+ANALYZE)?)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> TABLE_FUNCTIONS =
      Set.of(
          "range", "generate_series", "unnest", "repeat", "repeat_row", "json_each", "json_tree");

  private static final Set<String> FILE_FUNCTIONS =
      Set.of(
          "read_csv",
          "read_csv_auto",
          "read_json",
          "read_json_auto",
          "read_ndjson",
          "read_ndjson_auto",
          "read_parquet",
          "parquet_scan");

  private static final Set<String> REFUSED_FUNCTIONS =
      Set.of(
          "json_serialize_plan",
          "json_execute_serialized_sql",
          "write_log",
          "currval",
          "nextval",
          "setval",
          "setseed",
          "getvariable",
          "getenv",
          "current_query");

  private static final Set<String> TABLE_REFERENCES =
      Set.of(
          "BASE_TABLE",
          "SUBQUERY",
          "JOIN",
          "TABLE_FUNCTION",
          "EXPRESSION_LIST",
          "EMPTY",
          "EMPTY_FROM",
          "PIVOT",
          "SHOW_REF",
          "CTE",
          "COLUMN_DATA",
          "INVALID");

  /** A table as a statement names it. */
  public record TableReference(String schema, String table) {}

  private final String explain;
  private final Map<String, @Nullable Object> tree;
  private final Set<TableReference> tables = new LinkedHashSet<>();
  private final Set<String> columns = new HashSet<>();
  private final Set<String> functions = new HashSet<>();
  private final Set<String> furtherFunctions;
  private final TreeMap<Integer, String> parameters = new TreeMap<>();
  private boolean conditional;
  private boolean joined;
  private String sql;

  private ReadStatement(
      String explain,
      String sql,
      Map<String, @Nullable Object> tree,
      Set<String> furtherFunctions) {
    this.furtherFunctions = furtherFunctions;
    this.explain = explain;
    this.sql = sql;
    this.tree = tree;
  }

  /** Parses a statement. */
  public static ReadStatement parse(Session session, String text) {
    return parse(session, text, Set.of());
  }

  /** Parses the SELECT that a write takes its rows from, which may read files too. */
  public static ReadStatement parseSource(Session session, String text) {
    return parse(session, text, FILE_FUNCTIONS);
  }

  private static ReadStatement parse(Session session, String text, Set<String> furtherFunctions) {
    Matcher matcher = EXPLAIN.matcher(text);
    String explain = "";
    String sql = text;
    if (matcher.find()) {
      explain = matcher.group(1).replaceAll("\\s+", " ") + " ";
      sql = text.substring(matcher.end());
    }
    Map<String, @Nullable Object> parsed = Tree.parse(serialize(session, sql));
    if (Boolean.TRUE.equals(parsed.get("error"))) {
      throw refused(parsed);
    }
    List<@Nullable Object> statements = Tree.list(parsed.get("statements"));
    if (statements.size() != 1) {
      throw notAllowed("it has " + statements.size() + " statements; give one at a time");
    }
    ReadStatement statement = new ReadStatement(explain, sql, parsed, furtherFunctions);
    Map<String, @Nullable Object> only = Tree.map(statements.get(0));
    statement.walk(only.get("node"), Set.of());
    statement.readParameters(session, only);
    return statement;
  }

  private static String serialize(Session session, String sql) {
    try (var prepared = session.connection().prepareStatement("SELECT json_serialize_sql(?)")) {
      prepared.setString(1, sql);
      try (var rows = prepared.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw new MeshException(
          QueryError.SQL_INVALID, "Cannot read the statement: " + e.getMessage(), e);
    }
  }

  private static MeshException refused(Map<String, @Nullable Object> error) {
    String message = Tree.text(error.get("error_message"));
    if (Tree.text(error.get("error_type")).equals("not implemented")
        && message.startsWith("Only SELECT")) {
      return notAllowed(
          "only statements that read are allowed: SELECT, WITH, VALUES, FROM, DESCRIBE, SUMMARIZE"
              + " and EXPLAIN of these");
    }
    return new MeshException(QueryError.SQL_INVALID, "Cannot parse the statement: " + message);
  }

  private static MeshException notAllowed(String why) {
    return new MeshException(QueryError.STATEMENT_NOT_ALLOWED, "Cannot run the statement: " + why);
  }

  private void walk(@Nullable Object value, Set<String> ctes) {
    if (value instanceof List<?> list) {
      list.forEach(item -> walk(item, ctes));
    } else if (value instanceof Map<?, ?> raw) {
      Map<String, @Nullable Object> node = Tree.map(raw);
      check(node, ctes);
      Set<String> inner = withCtes(node, ctes);
      node.forEach(
          (key, child) -> {
            if (!key.equals("cte_map")) {
              walk(child, inner);
            }
          });
    }
  }

  /** Walks the common table expressions of a node, and gives the names known in the rest of it. */
  private Set<String> withCtes(Map<String, @Nullable Object> node, Set<String> ctes) {
    List<@Nullable Object> entries = Tree.list(Tree.map(node.get("cte_map")).get("map"));
    String recursive =
        Tree.text(node.get("type")).equals("RECURSIVE_CTE_NODE")
            ? Tree.text(node.get("cte_name"))
            : "";
    if (entries.isEmpty() && recursive.isEmpty()) {
      return ctes;
    }
    Set<String> known = new HashSet<>(ctes);
    if (!recursive.isEmpty()) {
      known.add(recursive.toLowerCase(Locale.ROOT));
    }
    for (Object entry : entries) {
      Map<String, @Nullable Object> cte = Tree.map(entry);
      String name = Tree.text(cte.get("key"));
      if (!name.matches("[^./\\\\:*]+")) {
        throw notAllowed("the name '" + name + "' of a WITH query has a character it may not have");
      }
      walk(cte.get("value"), Set.copyOf(known));
      known.add(name.toLowerCase(Locale.ROOT));
    }
    return known;
  }

  private void check(Map<String, @Nullable Object> node, Set<String> ctes) {
    String type = Tree.text(node.get("type"));
    joined |= type.equals("JOIN") || Tree.text(node.get("class")).equals("SUBQUERY");
    conditional |=
        type.equals("JOIN") || node.get("where_clause") != null || node.get("having") != null;
    if (node.containsKey("sample")
        && node.containsKey("query_location")
        && !TABLE_REFERENCES.contains(type)) {
      throw notAllowed("it reads from something that is no table: " + type);
    }
    switch (type) {
      case "BASE_TABLE" -> table(node, ctes);
      case "TABLE_FUNCTION" -> tableFunction(Tree.map(node.get("function")));
      case "SHOW_REF" -> show(node);
      case "COLUMN_REF" -> {
        List<@Nullable Object> names = Tree.list(node.get("column_names"));
        names.forEach(name -> columns.add(Tree.text(name).toLowerCase(Locale.ROOT)));
      }
      default -> {
        String function = Tree.text(node.get("function_name")).toLowerCase(Locale.ROOT);
        functions.add(function);
        if (REFUSED_FUNCTIONS.contains(function)) {
          throw notAllowed("the function '" + function + "' is not for statements over a lake");
        }
      }
    }
  }

  private void table(Map<String, @Nullable Object> node, Set<String> ctes) {
    String schema = Tree.text(node.get("schema_name"));
    String name = Tree.text(node.get("table_name"));
    if (!Tree.text(node.get("catalog_name")).isEmpty()) {
      throw notAllowed(
          "a table has at most a namespace before its name, not '"
              + Tree.text(node.get("catalog_name"))
              + "."
              + schema
              + "."
              + name
              + "'");
    }
    if (node.get("at_clause") != null) {
      throw notAllowed("AT is not supported: ask for another state of the lake with asOf");
    }
    boolean cte = schema.isEmpty() && ctes.contains(name.toLowerCase(Locale.ROOT));
    if (!cte) {
      tables.add(new TableReference(schema, name));
    }
  }

  private void tableFunction(Map<String, @Nullable Object> function) {
    String name = Tree.text(function.get("function_name")).toLowerCase(Locale.ROOT);
    boolean plain =
        Tree.text(function.get("schema")).isEmpty() && Tree.text(function.get("catalog")).isEmpty();
    if (!plain || !(TABLE_FUNCTIONS.contains(name) || furtherFunctions.contains(name))) {
      throw notAllowed(
          "the table function '"
              + name
              + "' is not allowed; allowed are "
              + Stream.concat(TABLE_FUNCTIONS.stream(), furtherFunctions.stream())
                  .sorted()
                  .toList());
    }
  }

  private static void show(Map<String, @Nullable Object> node) {
    Set<String> allowed = Set.of("DESCRIBE", "SUMMARY");
    if (!allowed.contains(Tree.text(node.get("show_type"))) || node.get("query") == null) {
      throw notAllowed("SHOW lists nothing of a lake: ask the lake for its tables");
    }
  }

  /** Gives parameters with names a number, for the engine's driver binds by number only. */
  private void readParameters(Session session, Map<String, @Nullable Object> statement) {
    List<@Nullable Object> named = Tree.list(statement.get("named_param_map"));
    boolean renamed = false;
    for (Object entry : named) {
      Map<String, @Nullable Object> parameter = Tree.map(entry);
      int number = ((BigInteger) number(parameter.get("value"))).intValueExact();
      String name = Tree.text(parameter.get("key"));
      parameters.put(number, name);
      renamed |= !name.equals(String.valueOf(number));
    }
    if (renamed) {
      sql = withParameters(session, name -> positional(name));
    }
  }

  private static Object number(@Nullable Object value) {
    return value == null ? BigInteger.ZERO : value;
  }

  private Map<String, @Nullable Object> positional(String name) {
    int number =
        parameters.entrySet().stream()
            .filter(entry -> entry.getValue().equals(name))
            .findFirst()
            .orElseThrow()
            .getKey();
    return Map.of("identifier", String.valueOf(number));
  }

  /** What takes the place of a parameter: entries that replace its own, by the parameter's name. */
  @FunctionalInterface
  public interface Replacement {
    Map<String, @Nullable Object> of(String name);
  }

  /** Whether anything in it can keep rows of a table out of the result. */
  public boolean hasConditions() {
    return conditional;
  }

  /** Whether it joins or looks up rows of several relations. */
  public boolean joins() {
    return joined;
  }

  /** The statement's SQL, without EXPLAIN, with its parameters replaced in the parsed tree. */
  public String withParameters(Session session, Replacement replacement) {
    Object changed = replaced(tree, replacement);
    String json = Tree.write(changed == null ? tree : changed);
    try (var prepared = session.connection().prepareStatement("SELECT json_deserialize_sql(?)")) {
      prepared.setString(1, json);
      try (var rows = prepared.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw new MeshException(
          QueryError.PARAMETER_INVALID,
          "Cannot bind parameters by name: the statement has a part that cannot be written back;"
              + " use ? instead",
          e);
    }
  }

  private static @Nullable Object replaced(@Nullable Object value, Replacement replacement) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(replaced(item, replacement)));
      return copy;
    }
    if (!(value instanceof Map<?, ?>)) {
      return value;
    }
    Map<String, @Nullable Object> node = Tree.map(value);
    Map<String, @Nullable Object> copy = new java.util.LinkedHashMap<>();
    boolean parameter =
        Tree.text(node.get("class")).equals("PARAMETER") && node.containsKey("identifier");
    if (parameter) {
      Map<String, @Nullable Object> instead = replacement.of(Tree.text(node.get("identifier")));
      if (instead.containsKey("class")) {
        return instead;
      }
      copy.putAll(node);
      copy.putAll(instead);
      return copy;
    }
    node.forEach((key, child) -> copy.put(key, replaced(child, replacement)));
    return copy;
  }

  /** The tables it names, each once. */
  public Set<TableReference> tables() {
    return tables;
  }

  /** Whether it names a column, or a part of one, anywhere. */
  public boolean names(String column) {
    return columns.contains(column);
  }

  /** Whether it calls one of these functions, or names a column like one of them. */
  public boolean usesAny(Set<String> names) {
    return names.stream().anyMatch(name -> functions.contains(name) || columns.contains(name));
  }

  /** The names of the parameters by number; those without a name have their number. */
  public Map<Integer, String> parameters() {
    return parameters;
  }

  /** What the engine is given: numbered parameters, and EXPLAIN if it was asked for. */
  public String sql() {
    return explain + sql;
  }

  /** A value as a node of the tree: a text that is cast to a type. */
  public static Map<String, @Nullable Object> constant(
      Session session, @Nullable String text, String type) {
    String value = text == null ? "NULL" : Sql.literal(text);
    Map<String, @Nullable Object> parsed =
        Tree.parse(serialize(session, "SELECT CAST(" + value + " AS " + type + ")"));
    Map<String, @Nullable Object> statement = Tree.map(Tree.list(parsed.get("statements")).get(0));
    return Tree.map(Tree.list(Tree.map(statement.get("node")).get("select_list")).get(0));
  }
}
