// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.postgres;

import io.meshterious.testkit.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A private PostgreSQL for tests: its own cluster in a temporary folder, on a free port of the
 * loopback interface, started at the first use in a JVM and removed when the JVM ends. It takes the
 * programs that are installed: those in the folder that the environment variable {@code PG_BIN}
 * names, in {@code /usr/lib/postgresql/<version>/bin} (the highest version), or on the {@code
 * PATH}.
 *
 * <p>When the JVM runs as root, the server runs as the user {@code postgres} or {@code nobody},
 * because PostgreSQL refuses to run as root. Data is not forced to disk: the cluster dies with the
 * tests.
 */
public final class PostgresFixture {
  /** The rule for tests that need PostgreSQL. */
  public static final Requirement REQUIREMENT =
      new Requirement("postgresql", "PostgreSQL", "apt-get install postgresql");

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final String USER = "mesh";

  private static @Nullable PostgresFixture shared;

  private final Path folder;
  private final Path binaries;
  private final List<String> asUser;
  private final int port;

  private PostgresFixture(Path folder, Path binaries, List<String> asUser, int port) {
    this.folder = folder;
    this.binaries = binaries;
    this.asUser = asUser;
    this.port = port;
  }

  /**
   * The server, started if it is not running. Where PostgreSQL is missing, the current test is
   * skipped, or fails if {@code MESH_REQUIRE} contains {@code postgresql}.
   */
  public static synchronized PostgresFixture running() {
    Optional<Path> binaries = binaries();
    REQUIREMENT.check(binaries.isPresent());
    PostgresFixture server = shared;
    if (server == null) {
      server = start(binaries.orElseThrow());
      shared = server;
    }
    return server;
  }

  /** The folder with {@code initdb} and {@code pg_ctl}; empty when PostgreSQL is not installed. */
  public static Optional<Path> binaries() {
    List<Path> folders = new ArrayList<>();
    Optional.ofNullable(System.getenv("PG_BIN")).map(Path::of).ifPresent(folders::add);
    folders.addAll(versions(Path.of("/usr/lib/postgresql")));
    for (String folder :
        Optional.ofNullable(System.getenv("PATH"))
            .orElse("")
            .split(java.io.File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        folders.add(Path.of(folder));
      }
    }
    return folders.stream()
        .filter(
            it ->
                Files.isExecutable(it.resolve("initdb"))
                    && Files.isExecutable(it.resolve("pg_ctl")))
        .findFirst();
  }

  private static List<Path> versions(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(parent)) {
      return versions
          .filter(it -> String.valueOf(it.getFileName()).matches("[0-9]{1,4}"))
          .sorted(
              Comparator.comparingInt(
                      (Path it) -> Integer.parseInt(String.valueOf(it.getFileName())))
                  .reversed())
          .map(it -> it.resolve("bin"))
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private static PostgresFixture start(Path binaries) {
    try {
      Path folder = Files.createTempDirectory("mesh-postgres-");
      List<String> asUser = unprivileged();
      if (!asUser.isEmpty()) {
        String owner = asUser.get(2);
        run(List.of("chown", owner, folder.toString()), folder);
        Path parent = folder.getParent();
        if (parent == null || !Files.isExecutable(parent)) {
          throw new IllegalStateException(
              "Cannot start PostgreSQL in '" + folder + "': its parent cannot be entered");
        }
      }
      PostgresFixture server = new PostgresFixture(folder, binaries, asUser, freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop-postgres"));
      server.init();
      return server;
    } catch (IOException problem) {
      throw new UncheckedIOException("Cannot start PostgreSQL: no temporary folder", problem);
    }
  }

  private void init() {
    String data = folder.resolve("data").toString();
    asUser(
        "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
    String options =
        "-p "
            + port
            + " -k '"
            + folder
            + "' -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
            + " -c shared_buffers=32MB -c max_connections=30 -c autovacuum=off";
    asUser(
        "pg_ctl",
        "-D",
        data,
        "-l",
        folder.resolve("log").toString(),
        "-w",
        "-t",
        "60",
        "-o",
        options,
        "start");
  }

  private void stop() {
    try {
      if (Files.exists(folder.resolve("data"))) {
        asUser("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "immediate", "-w", "stop");
      }
    } catch (IllegalStateException alreadyStopped) {
      // Nothing is running: only the folder is left to remove.
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException leftOver) {
      // The system cleans its temporary folder by itself.
    }
  }

  private static List<String> unprivileged() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    String user = exists("postgres") ? "postgres" : "nobody";
    return List.of("runuser", "-u", user, "--");
  }

  private static boolean exists(String user) {
    try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
      return users.anyMatch(line -> line.startsWith(user + ":"));
    } catch (IOException | UncheckedIOException unknown) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void asUser(String program, String... arguments) {
    List<String> command = new ArrayList<>(asUser);
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    run(command, folder);
  }

  private static void run(List<String> command, Path folder) {
    try {
      Path output = Files.createTempFile("mesh-postgres-", ".log");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(
              "Cannot run " + command + ": it took more than 90 seconds");
        }
        if (process.exitValue() != 0) {
          throw new IllegalStateException(
              "Cannot run "
                  + command
                  + ": exit code "
                  + process.exitValue()
                  + ", output: "
                  + Files.readString(output));
        }
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException problem) {
      throw new UncheckedIOException("Cannot run " + command, problem);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command, interrupted);
    }
  }

  /**
   * Makes an empty database.
   *
   * @return its JDBC URL, user included; the test brings the driver
   */
  public String newDatabase() {
    String database = "test_" + DATABASES.incrementAndGet();
    asUser("createdb", "-h", folder.toString(), "-p", String.valueOf(port), "-U", USER, database);
    return url(database);
  }

  /** The JDBC URL of a database, user included. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + USER;
  }

  /** The port on the loopback interface. */
  public int port() {
    return port;
  }
}
