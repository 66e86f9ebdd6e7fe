// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract.internal.render.dbt;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.internal.render.Refusal;
import io.meshterious.core.contract.internal.sql.dialect.Dialect;
import io.meshterious.core.contract.render.RenderRequest;

/** How dbt is told which table and which column is meant. */
final class Relations {
  private final RenderRequest request;
  private final Dialect dialect;
  private final boolean sources;

  Relations(RenderRequest request, Dialect dialect, boolean sources) {
    this.request = request;
    this.dialect = dialect;
    this.sources = sources;
  }

  boolean sources() {
    return sources;
  }

  Dialect dialect() {
    return dialect;
  }

  /** The name of the source that a contract's tables are in. */
  String source(DataContract contract) {
    boolean own = contract.equals(request.contract());
    String name = contract.id().orElse(contract.name()).replaceAll("[^A-Za-z0-9_]", "_");
    return own ? request.option("source").orElse(name) : name;
  }

  /** The call that stands for a table, such as {@code ref('orders')}. */
  String call(DataContract contract, Table table) {
    return sources
        ? "source('" + source(contract) + "', '" + name(table) + "')"
        : "ref('" + name(table) + "')";
  }

  /** The name of the model or of the source's table. */
  static String name(Table table) {
    String name = table.tableName();
    if (!name.matches("[A-Za-z0-9_]+")) {
      throw Refusal.notRepresentable(
          table.name(),
          "dbt",
          "its name '"
              + name
              + "' is not made of letters, digits and '_'; set another physicalName");
    }
    return name;
  }

  /** Whether a column needs quotes. */
  static boolean odd(String column) {
    return !column.matches("[a-z_][a-z0-9_]*");
  }

  /** A column as it stands in a query. */
  String column(String column) {
    return jinja(odd(column) ? dialect.quote(column) : column);
  }

  /** Text that dbt's templates leave as it is. */
  static String jinja(String text) {
    return text.replaceAll("\\{[{%#]", "{{ '$0' }}");
  }
}
