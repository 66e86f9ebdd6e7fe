// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.lake.Lake;
import io.meshterious.lake.query.Query;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a question in SQL. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = "Ask a question in SQL over the tables of a lake.",
    footer = {
      "",
      "Tables are named namespace.table; \"orders$$snapshots\", \"orders$$files\", \"orders$$partitions\""
          + " and \"orders$$history\" tell about a table."
    })
@SuppressWarnings("FieldCanBeFinal") // the command line sets them
public final class SqlCommand implements Callable<Integer> {
  private final Output output;

  @Mixin private LakeFolderOption lakes = new LakeFolderOption();

  @Parameters(index = "0", paramLabel = "SQL", description = "The statement; it only reads.")
  private String statement = "";

  @Option(
      names = "--as-of",
      paramLabel = "STATE",
      description = "A snapshot's id, a time such as 2026-01-31T12:00:00Z, a tag or a branch.")
  private @Nullable String asOf;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Show so many rows of a table at most; default: ${DEFAULT-VALUE}.")
  private int limit = 100;

  @Option(names = "--format", defaultValue = "TABLE", description = "table (default), csv or json.")
  private Shape format = Shape.TABLE;

  /** How rows are printed. */
  enum Shape {
    TABLE,
    CSV,
    JSON
  }

  SqlCommand(Output output) {
    this.output = output;
  }

  @Override
  public Integer call() {
    try (Lake lake = lakes.open()) {
      Query query = query(lake);
      if (format == Shape.TABLE) {
        output.out().print(query.table(limit, 200));
      } else {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (format == Shape.CSV) {
          query.writeCsv(bytes);
        } else {
          query.writeJson(bytes);
        }
        output.out().print(bytes.toString(StandardCharsets.UTF_8));
      }
    }
    return MeshCli.OK;
  }

  private Query query(Lake lake) {
    if (asOf == null) {
      return lake.sql(statement);
    }
    Optional<Instant> time = time(asOf);
    if (time.isPresent()) {
      return lake.asOf(time.get()).sql(statement);
    }
    if (asOf.matches("[0-9]{1,19}")) {
      return lake.asOf(Long.parseLong(asOf)).sql(statement);
    }
    return lake.asOf(asOf).sql(statement);
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException noTime) {
      return Optional.empty();
    }
  }
}
