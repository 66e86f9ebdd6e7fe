// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import io.meshterious.testkit.network.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processes and the folder of one private RabbitMQ node: its Erlang name server (epmd), the
 * node, a console and a janitor. All ports are of the loopback interface.
 */
final class RabbitNode implements AutoCloseable {
  static final long FREE_DISK_BYTES = 50_000_000;

  private static final int ATTEMPTS = 3;
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int LOG_LINES = 40;
  private static final AtomicInteger NODES = new AtomicInteger();

  private final Path binaries;
  private final Path folder;
  private final Janitor janitor;
  private final String name;
  private final List<Integer> ports = FreePorts.next(5);
  private final Map<String, String> environment;

  private @Nullable Process nameServer;
  private @Nullable Process server;
  private @Nullable Console console;

  private RabbitNode(Path binaries, Path folder, Janitor janitor, String mark) {
    this.binaries = binaries;
    this.folder = folder;
    this.janitor = janitor;
    this.name = "mesh-" + ProcessHandle.current().pid() + "-" + NODES.incrementAndGet();
    this.environment = environment(mark);
  }

  /**
   * Starts a node; with other ports if another process was faster in taking one.
   *
   * @param binaries the folder with {@code rabbitmq-server} and {@code rabbitmqctl}
   */
  static RabbitNode start(Path binaries) {
    for (int attempt = 1; ; attempt++) {
      RabbitNode node = prepare(binaries);
      try {
        node.startNameServer();
        node.launch();
        return node;
      } catch (IOException | RuntimeException problem) {
        String log = node.log();
        node.close();
        boolean taken = log.contains("eaddrinuse") || log.contains("in use");
        if (!taken || attempt == ATTEMPTS) {
          throw new IllegalStateException(
              "Cannot start RabbitMQ of '" + binaries + "': " + problem.getMessage() + "\n" + log,
              problem);
        }
      }
    }
  }

  private static RabbitNode prepare(Path binaries) {
    try {
      Path folder = Files.createTempDirectory("mesh-rabbitmq-");
      String mark = "MESH_RABBITMQ_NODE=[" + folder + "]";
      Janitor janitor = new Janitor(mark, folder);
      try {
        RabbitNode node = new RabbitNode(binaries, folder, janitor, mark);
        node.writeFiles();
        return node;
      } catch (IOException | RuntimeException problem) {
        janitor.close();
        throw problem;
      }
    } catch (IOException problem) {
      throw new UncheckedIOException("Cannot start RabbitMQ: no temporary folder", problem);
    }
  }

  int amqpPort() {
    return ports.get(0);
  }

  int streamPort() {
    return ports.get(1);
  }

  int managementPort() {
    return ports.get(2);
  }

  private int distributionPort() {
    return ports.get(3);
  }

  private int nameServerPort() {
    return ports.get(4);
  }

  private String nodeName() {
    return name + "@localhost";
  }

  private Path configuration() {
    return folder.resolve("conf");
  }

  /** What this node's processes see: nothing of another node's settings, and the mark. */
  private Map<String, String> environment(String mark) {
    Map<String, String> all = new HashMap<>(System.getenv());
    all.keySet().removeIf(it -> it.startsWith("RABBITMQ_") || it.startsWith("ERL_"));
    all.remove("CONF_ENV_FILE");
    all.remove("NOTIFY_SOCKET");
    int equals = mark.indexOf('=');
    all.put(mark.substring(0, equals), mark.substring(equals + 1));
    all.put("HOME", folder.toString());
    all.put("LANG", "C.UTF-8");
    all.put("LC_ALL", "C.UTF-8");
    all.put("ERL_EPMD_PORT", String.valueOf(nameServerPort()));
    all.put("ERL_EPMD_ADDRESS", "127.0.0.1");
    all.put("RABBITMQ_NODENAME", nodeName());
    all.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
    all.put("RABBITMQ_NODE_PORT", String.valueOf(amqpPort()));
    all.put("RABBITMQ_DIST_PORT", String.valueOf(distributionPort()));
    all.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
    all.put("RABBITMQ_LOG_BASE", folder.resolve("log").toString());
    all.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
    all.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
    all.put("RABBITMQ_CONFIG_FILE", configuration().resolve("rabbitmq.conf").toString());
    all.put("RABBITMQ_CONFIG_FILES", configuration().resolve("conf.d").toString());
    all.put("RABBITMQ_ADVANCED_CONFIG_FILE", configuration().resolve("advanced.config").toString());
    all.put("RABBITMQ_ENABLED_PLUGINS_FILE", configuration().resolve("enabled_plugins").toString());
    String own = "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}";
    all.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+B i +sbwt none +S 2:2 " + own);
    all.put("RABBITMQ_CTL_ERL_ARGS", own);
    // The script then becomes the node instead of waiting for it: its process is the node's.
    all.put("RUNNING_UNDER_SYSTEMD", "true");
    return all;
  }

  private void writeFiles() throws IOException {
    for (String part : List.of("data", "log", "conf", "conf/conf.d")) {
      Files.createDirectory(folder.resolve(part));
    }
    byte[] secret = new byte[20];
    new SecureRandom().nextBytes(secret);
    Path cookie = folder.resolve(".erlang.cookie");
    Files.writeString(cookie, HexFormat.of().formatHex(secret));
    Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
    Files.writeString(
        configuration().resolve("enabled_plugins"), "[rabbitmq_management,rabbitmq_stream].\n");
    Files.writeString(configuration().resolve("advanced.config"), "[].\n");
    Files.writeString(
        configuration().resolve("rabbitmq.conf"),
        """
        listeners.tcp.default = 127.0.0.1:%d
        stream.listeners.tcp.1 = 127.0.0.1:%d
        stream.advertised_host = 127.0.0.1
        stream.advertised_port = %d
        management.tcp.ip = 127.0.0.1
        management.tcp.port = %d
        disk_free_limit.absolute = %d
        vm_memory_high_watermark.absolute = 1GB
        """
            .formatted(amqpPort(), streamPort(), streamPort(), managementPort(), FREE_DISK_BYTES));
  }

  private void startNameServer() throws IOException {
    List<String> command =
        List.of(
            nameServerProgram(),
            "-port",
            String.valueOf(nameServerPort()),
            "-address",
            "127.0.0.1");
    Process process = Processes.start(command, environment, folder, folder.resolve("log/epmd.log"));
    nameServer = process;
    boolean up =
        Processes.until(START_LIMIT, PAUSE, () -> !process.isAlive() || answers(nameServerPort()));
    if (!up || !process.isAlive()) {
      throw new IOException("its Erlang name server (epmd) did not start");
    }
  }

  /** The epmd on the path, or else beside the real {@code erl}. */
  private static String nameServerProgram() throws IOException {
    Optional<Path> onPath = onPath("epmd");
    if (onPath.isPresent()) {
      return onPath.get().toString();
    }
    Optional<Path> erl = onPath("erl");
    if (erl.isPresent()) {
      Path beside = erl.get().toRealPath().resolveSibling("epmd");
      if (Files.isExecutable(beside)) {
        return beside.toString();
      }
    }
    throw new IOException("Erlang's name server (epmd) is not on the PATH");
  }

  private static Optional<Path> onPath(String program) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(java.io.File.pathSeparator, -1))
        .filter(it -> !it.isEmpty())
        .map(it -> Path.of(it).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Starts the node with the data that is there, and waits until it serves clients. */
  void launch() throws IOException {
    Process process =
        Processes.start(
            List.of(binaries.resolve("rabbitmq-server").toString()),
            environment,
            folder,
            folder.resolve("log/server.log"));
    server = process;
    Console asking = console();
    boolean up =
        Processes.until(
            START_LIMIT,
            PAUSE,
            () -> !process.isAlive() || asking.ask("rabbit_boot_state:get()").equals("{ok,ready}"));
    if (!process.isAlive()) {
      throw new IOException("it ended with exit code " + process.exitValue());
    }
    if (!up) {
      throw new IOException("it took more than " + START_LIMIT.toSeconds() + " s");
    }
  }

  private synchronized Console console() throws IOException {
    Console existing = console;
    if (existing == null) {
      existing = new Console(name + "-console@localhost", nodeName(), environment, folder.toFile());
      console = existing;
    }
    return existing;
  }

  /** Whether the node's process is there. */
  boolean alive() {
    Process process = server;
    return process != null && process.isAlive();
  }

  /** Ends the node in an orderly way; its data stays. */
  void stop() {
    Process process = server;
    if (process != null && process.isAlive()) {
      process.destroy();
      if (!Processes.waitFor(process, STOP_LIMIT)) {
        throw new IllegalStateException(
            "Cannot stop RabbitMQ within " + STOP_LIMIT.toSeconds() + " s\n" + log());
      }
    }
  }

  /**
   * Has written down which queues there are. RabbitMQ answers a declaration before its database is
   * on disk, and lists quorum queues every half second only: a quorum queue that is not in the list
   * when the node starts again gets a new, empty log and never a leader.
   */
  void saveQueues() {
    if (alive()) {
      evaluate("mnesia:sync_log(), [dets:sync(Table) || Table <- dets:all()]");
    }
  }

  /** Ends the node by SIGKILL; its data stays as it is. */
  void kill() {
    Process process = server;
    if (process != null) {
      Processes.end(process);
    }
  }

  /** The value of an Erlang expression, as Erlang writes it. */
  String evaluate(String expression) {
    try {
      return console().evaluate(expression);
    } catch (IOException problem) {
      throw new UncheckedIOException("Cannot ask the RabbitMQ node", problem);
    }
  }

  /** What {@code rabbitmqctl} prints. */
  String ctl(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(binaries.resolve("rabbitmqctl").toString());
    command.add("-q");
    command.addAll(arguments);
    return Processes.run(command, environment, folder);
  }

  /** The ends of the logs, for messages. */
  private String log() {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> logs = Files.list(folder.resolve("log"))) {
      for (Path log : logs.filter(Files::isRegularFile).sorted().toList()) {
        List<String> lines =
            new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
        text.append("--- ").append(log.getFileName()).append('\n');
        lines.stream()
            .skip(Math.max(0, lines.size() - LOG_LINES))
            .forEach(line -> text.append(line).append('\n'));
      }
    } catch (IOException | UncheckedIOException unreadable) {
      text.append("(its logs cannot be read: ").append(unreadable.getMessage()).append(")\n");
    }
    return text.toString();
  }

  /** Ends all processes and removes the folder. */
  @Override
  public void close() {
    try {
      kill();
      Console asking = console;
      if (asking != null) {
        asking.close();
      }
      Process names = nameServer;
      if (names != null) {
        Processes.end(names);
      }
    } finally {
      janitor.close();
    }
  }
}
