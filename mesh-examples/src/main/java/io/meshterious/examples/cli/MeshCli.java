// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli;

import io.meshterious.core.error.ErrorCategory;
import io.meshterious.core.error.MeshException;
import io.meshterious.examples.cli.demo.DemoCommand;
import io.meshterious.examples.cli.ingest.BooksCommand;
import io.meshterious.examples.cli.ingest.IngestCommand;
import io.meshterious.examples.cli.ingest.RejectsCommand;
import io.meshterious.examples.cli.ingest.ScoreCommand;
import io.meshterious.examples.cli.lake.CreateCommand;
import io.meshterious.examples.cli.lake.DescribeCommand;
import io.meshterious.examples.cli.lake.EvolveCommand;
import io.meshterious.examples.cli.lake.HistoryCommand;
import io.meshterious.examples.cli.lake.MaintainCommand;
import io.meshterious.examples.cli.lake.RollbackCommand;
import io.meshterious.examples.cli.lake.SqlCommand;
import io.meshterious.examples.cli.lake.TablesCommand;
import io.meshterious.examples.cli.produce.ProduceCommand;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;

/** The command-line tool: its commands, its exit codes and how it reports what went wrong. */
@Command(
    name = "mesh",
    mixinStandardHelpOptions = true,
    versionProvider = MeshCli.Version.class,
    description = "Data contracts, the tables made of them, and everything else they drive.",
    subcommands = {
      ContractCommand.class,
      CreateCommand.class,
      EvolveCommand.class,
      SqlCommand.class,
      TablesCommand.class,
      DescribeCommand.class,
      HistoryCommand.class,
      MaintainCommand.class,
      RollbackCommand.class,
      ProduceCommand.class,
      IngestCommand.class,
      RejectsCommand.class,
      BooksCommand.class,
      ScoreCommand.class,
      PluginsCommand.class,
      DemoCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:the input is bad, or a check failed",
      "2:the command was used wrongly",
      "3:the machine, or Mesh itself, is at fault"
    })
public final class MeshCli {
  /** All is well. */
  public static final int OK = 0;

  /** The input is bad, or a check failed. */
  public static final int BAD_INPUT = 1;

  /** The command was used wrongly. */
  public static final int USAGE = 2;

  /** The machine, or Mesh itself, is at fault. */
  public static final int ENVIRONMENT = 3;

  MeshCli() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Path home = Path.of(System.getProperty("mesh.home", "."));
    boolean colour = Boolean.getBoolean("mesh.terminal") && System.getenv("NO_COLOR") == null;
    boolean progress = Boolean.getBoolean("mesh.terminal.errors");
    int code = run(new Output(out, err, colour, progress), home, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /**
   * Runs a command.
   *
   * @param output where it prints
   * @param home the folder with the example contracts
   * @param args the command and its arguments
   * @return the exit code
   */
  static int run(Output output, Path home, String... args) {
    CommandLine line = new CommandLine(new MeshCli(), new Commands(output, home));
    line.setOut(output.out());
    line.setErr(output.err());
    line.setColorScheme(CommandLine.Help.defaultColorScheme(output.colour() ? Ansi.ON : Ansi.OFF));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    line.setExecutionExceptionHandler((problem, command, parsed) -> report(problem, output));
    int code = args.length == 0 ? line.execute("--help") : line.execute(args);
    output.out().flush();
    return code;
  }

  private static int report(Exception problem, Output output) {
    output.out().flush();
    if (problem instanceof MeshException known) {
      output.error(known.getMessage() + " (" + known.code().label() + ")");
      return code(known.category());
    }
    output.error("Mesh failed in a way it should not; please report this with what follows:");
    problem.printStackTrace(output.err());
    return ENVIRONMENT;
  }

  /** The exit code of a failure. */
  public static int code(ErrorCategory category) {
    return switch (category) {
      case DATA -> BAD_INPUT;
      case CALLER -> USAGE;
      case TRANSIENT, SYSTEM, BUG -> ENVIRONMENT;
    };
  }

  /** Makes the commands, each with what it prints to and where it finds the examples. */
  private record Commands(Output output, Path home) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        List<Class<?>> takes = List.of(constructor.getParameterTypes());
        if (takes.equals(List.of(Output.class))) {
          constructor.setAccessible(true);
          return type.cast(constructor.newInstance(output));
        }
        if (takes.equals(List.of(Output.class, Path.class))) {
          constructor.setAccessible(true);
          return type.cast(constructor.newInstance(output, home));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = MeshCli.class.getPackage().getImplementationVersion();
      return new String[] {
        "mesh " + Objects.requireNonNullElse(version, "(unversioned)"), "Java " + Runtime.version()
      };
    }
  }
}
