// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import io.meshterious.examples.cli.MeshCli;
import io.meshterious.examples.cli.Output;
import io.meshterious.lake.Lake;
import io.meshterious.lake.query.Query;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
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
      "Tables are named namespace.table. What a table consists of is in tables too:",
      "raw.\"orders$$snapshots\", raw.\"orders$$files\", raw.\"orders$$partitions\" and"
          + " raw.\"orders$$history\"."
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
      description =
          "A snapshot's id, a time such as 2026-01-31T12:00:00Z or 2026-01-31, a tag or a branch.")
  private @Nullable String asOf;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Show so many rows at most, as a table; default: ${DEFAULT-VALUE}.")
  private int limit = 100;

  @Option(
      names = "--format",
      defaultValue = "TABLE",
      description = "table (default), csv, or json with one object a line.")
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
  public Integer call() throws IOException {
    if (Limits.refused(limit, output)) {
      return MeshCli.USAGE;
    }
    try (Lake lake = lakes.open()) {
      Query query = query(lake);
      if (format == Shape.TABLE) {
        output.out().print(query.table(limit, 200));
      } else {
        try (TextStream text = new TextStream(output.out())) {
          if (format == Shape.CSV) {
            query.writeCsv(text);
          } else {
            query.writeJson(text);
          }
        }
      }
    }
    return MeshCli.OK;
  }

  private Query query(Lake lake) {
    if (asOf == null) {
      return lake.sql(statement);
    }
    Optional<Instant> time = Moments.parse(asOf);
    if (time.isPresent()) {
      return lake.asOf(time.get()).sql(statement);
    }
    OptionalLong snapshot = snapshot(asOf);
    return snapshot.isPresent()
        ? lake.asOf(snapshot.getAsLong()).sql(statement)
        : lake.asOf(asOf).sql(statement);
  }

  /** The id that a text stands for; no snapshot has a greater one than fits, a tag may. */
  private static OptionalLong snapshot(String text) {
    if (!text.matches("[0-9]{1,19}")) {
      return OptionalLong.empty();
    }
    BigInteger id = new BigInteger(text);
    return id.bitLength() < Long.SIZE ? OptionalLong.of(id.longValue()) : OptionalLong.empty();
  }
}
