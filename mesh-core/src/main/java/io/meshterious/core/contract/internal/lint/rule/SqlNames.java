// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.lint.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which names the SQL dialects reserve, and which names are hard to write in any of them. */
final class SqlNames {
  private static final int LONGEST = 63;

  private static final Map<String, Set<String>> RESERVED = new HashMap<>();

  static {
    String postgres =
        "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date"
            + " current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for"
            + " foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp not null offset on"
            + " only or order placing primary references returning select session_user some symmetric system_user table then to trailing true"
            + " union unique user using variadic when where window with";
    String duckdb =
        "all analyse analyze and any array as asc_p asymmetric both case cast check collate column constraint create default deferrable desc"
            + " describe distinct do else end except false fetch for foreign from group having in initially intersect into lambda lateral"
            + " leading limit not null offset on only or order pivot placing primary qualify references returning select show some summarize"
            + " symmetric table then to trailing true union unique unpivot using variadic when where window with";
    String bigQuery =
        "all and any array as asc assert_rows_modified at between by case cast collate contains create cross cube current default define desc"
            + " distinct else end enum escape except exclude exists extract false fetch following for from full group grouping groups hash"
            + " having if ignore in inner intersect interval into is join lateral left like limit lookup merge natural new no not null nulls"
            + " of on or order outer over partition preceding proto qualify range recursive respect right rollup rows select set some struct"
            + " tablesample then to treat true unbounded union unnest using when where window with within";
    String snowflake =
        "all alter and any as between by case cast check column connect constraint create cross current current_date current_time"
            + " current_timestamp current_user delete distinct drop else exists false following for from full grant group having ilike in"
            + " increment inner insert intersect into is join lateral left like localtime localtimestamp minus natural not null of on or order"
            + " qualify regexp revoke right rlike row rows sample select set some start table tablesample then to trigger true try_cast union"
            + " unique update using values when whenever where with";
    String spark =
        "anti cross except full inner intersect join lateral left minus natural null on right semi union using";
    add("PostgreSQL", postgres);
    add("DuckDB", duckdb);
    add("BigQuery", bigQuery);
    add("Snowflake", snowflake);
    add("Spark", spark);
  }

  private SqlNames() {}

  private static void add(String dialect, String words) {
    RESERVED.put(dialect, new HashSet<>(List.of(words.split(" ", -1))));
  }

  /** The dialects that reserve a name. */
  static List<String> reservedIn(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<String> dialects = new ArrayList<>();
    RESERVED.forEach(
        (dialect, words) -> {
          if (words.contains(lower)) {
            dialects.add(dialect);
          }
        });
    dialects.sort(String::compareTo);
    return dialects;
  }

  /** What makes a name hard to write; empty text when nothing does. */
  static String unsafe(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c)) {
        return "has a control character";
      } else if (c == '"' || c == '\'' || c == '`') {
        return "has a quote";
      } else if (Character.isWhitespace(c)) {
        return "has a space";
      } else if (c == '.' || c == ';' || c == '\\' || c == '/') {
        return "has a '" + c + "'";
      }
    }
    if (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
      return "starts with a digit";
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    return bytes > LONGEST
        ? "has " + bytes + " bytes, and PostgreSQL cuts it after " + LONGEST
        : "";
  }
}
