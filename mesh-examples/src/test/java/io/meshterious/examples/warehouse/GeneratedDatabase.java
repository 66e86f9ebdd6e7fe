// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.warehouse;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.render.ContractRenderer;
import io.meshterious.core.contract.render.RenderRequest;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.producers.EventGenerator;
import io.meshterious.producers.Generator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Generated rows in a database, in tables as their contracts describe them. */
public final class GeneratedDatabase implements AutoCloseable {
  private final Connection connection;
  private final DataContracts contracts;
  private final List<EventGenerator> generators;
  private final Path folder;
  private double rowsADay = 10_000;

  /** An empty database. */
  public GeneratedDatabase(DataContracts contracts, List<EventGenerator> generators, Path folder)
      throws SQLException {
    this.connection = DriverManager.getConnection("jdbc:duckdb:");
    this.contracts = contracts;
    this.generators = generators;
    this.folder = folder;
    execute("SET TimeZone = 'UTC'");
  }

  /** How many events a usual day has from now on. */
  public void slowly(double rows) {
    rowsADay = rows;
  }

  /** Makes the first rows of a table, or all if it has fewer. */
  public void load(String contractId, String name, long most) throws SQLException, IOException {
    DataContract contract = contracts.contract(contractId);
    Table table = contract.table(name).orElseThrow();
    Generator generator =
        Generator.of(contracts, contractId)
            .table(name)
            .generators(generators)
            .rowsADay(rowsADay)
            .build();
    Path file = folder.resolve(name + ".ndjson");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      generator.ndjson(0, Math.min(most, generator.rows()), out);
    }
    create(contract, table);
    List<String> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("DESCRIBE " + name)) {
      while (rows.next()) {
        columns.add("'" + rows.getString(1) + "': '" + rows.getString(2) + "'");
      }
    }
    execute(
        "INSERT INTO "
            + name
            + " BY NAME SELECT * FROM read_json('"
            + file
            + "', format = 'newline_delimited', columns = {"
            + String.join(", ", columns)
            + "})");
    Files.delete(file);
  }

  /** Creates a table as it is described, without its keys. */
  private void create(DataContract contract, Table table) throws SQLException {
    ContractRenderer renderer = Plugins.load().named(ContractRenderer.class, "ddl:duckdb");
    String ddl =
        renderer.render(RenderRequest.of(contract).within(contracts)).files().stream()
            .map(it -> it.content())
            .reduce("", String::concat);
    String name = "\"" + table.name() + "\" (";
    int begin = ddl.indexOf(name);
    String columns = ddl.substring(begin, ddl.indexOf(";", begin)).split(",\\s+CONSTRAINT ", 2)[0];
    execute("CREATE TABLE " + columns + ")");
  }

  /** Runs a statement. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one number that a query gives. */
  public double number(String sql) throws SQLException {
    return numbers(sql).get(0);
  }

  /** The first column of a query. */
  public List<Double> numbers(String sql) throws SQLException {
    List<Double> numbers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        numbers.add(rows.getDouble(1));
      }
    }
    return numbers;
  }

  /** What a query gives, a row a line. */
  public String text(String sql) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          text.append(i > 1 ? " | " : "").append(rows.getString(i));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
