// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import io.meshterious.testkit.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A private RabbitMQ for tests: a node with its own data, name server and secret, on free ports of
 * the loopback interface, with the plugins for management and for streams. {@link #running()} is
 * shared by the tests of a JVM and removed when the JVM ends; {@link #start()} belongs to one test,
 * which may stop, kill and block it as it likes.
 *
 * <p>It takes the programs that are installed: those in the folder that the environment variable
 * {@code RABBITMQ_BIN} names, in {@code /usr/lib/rabbitmq/bin}, or on the {@code PATH}. It runs as
 * the user of the JVM, root or not.
 *
 * <p>Where the environment variable {@code MESH_RABBITMQ_URI} has an AMQP URI, {@link #running()}
 * is the server found there instead, with its management plugin at {@code
 * MESH_RABBITMQ_MANAGEMENT_URI} (else port 15672 of the same host), and its stream plugin at {@code
 * MESH_RABBITMQ_STREAM_URI} (else port 5552). Tests that need to control it are then skipped.
 */
public final class RabbitFixture implements AutoCloseable {
  /** The rule for tests that need RabbitMQ. */
  public static final Requirement REQUIREMENT =
      new Requirement("rabbitmq", "RabbitMQ", "apt-get install rabbitmq-server");

  /** The rule for tests that stop, block or look into the node. */
  private static final Requirement CONTROL =
      new Requirement(
          "rabbitmq",
          "A RabbitMQ that tests control",
          "unset MESH_RABBITMQ_URI, which names a server of others");

  private static final Duration ALARM_LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final String EVERYTHING = ".*";

  private static final Set<RabbitFixture> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> OPEN.forEach(RabbitFixture::remove), "stop-rabbitmq"));
  }

  private static @Nullable RabbitFixture shared;

  private final @Nullable RabbitNode node;
  private final URI amqpUri;
  private final URI streamUri;
  private final Management management;
  private final String prefix = "test-" + random() + "-";
  private final AtomicInteger names = new AtomicInteger();
  private final Set<String> virtualHosts = ConcurrentHashMap.newKeySet();
  private final Set<String> users = ConcurrentHashMap.newKeySet();

  private RabbitFixture(
      @Nullable RabbitNode node, URI amqpUri, URI streamUri, Management management) {
    this.node = node;
    this.amqpUri = amqpUri;
    this.streamUri = streamUri;
    this.management = management;
    OPEN.add(this);
  }

  /**
   * The node that all tests of this JVM share, started if it is not running. Where RabbitMQ is
   * missing, the current test is skipped, or fails if {@code MESH_REQUIRE} contains {@code
   * rabbitmq}.
   */
  public static synchronized RabbitFixture running() {
    RabbitFixture fixture = shared;
    if (fixture == null) {
      fixture = external().orElseGet(RabbitFixture::start);
      shared = fixture;
    } else if (fixture.node != null && !fixture.node.alive()) {
      fixture.startAgain();
    }
    return fixture;
  }

  /**
   * Starts a node of the caller's own, which takes some five seconds. Where RabbitMQ is missing,
   * the current test is skipped, or fails if {@code MESH_REQUIRE} contains {@code rabbitmq}.
   *
   * @return the node; close it
   */
  public static RabbitFixture start() {
    Optional<Path> binaries = binaries();
    REQUIREMENT.check(binaries.isPresent());
    RabbitNode node = RabbitNode.start(binaries.orElseThrow());
    String user = "guest:guest@127.0.0.1:";
    return new RabbitFixture(
        node,
        URI.create("amqp://" + user + node.amqpPort() + "/%2F"),
        URI.create("rabbitmq-stream://" + user + node.streamPort() + "/%2F"),
        new Management(URI.create("http://127.0.0.1:" + node.managementPort()), "guest:guest"));
  }

  /**
   * The folder with {@code rabbitmq-server} and {@code rabbitmqctl}; empty when RabbitMQ is not
   * installed.
   */
  public static Optional<Path> binaries() {
    List<Path> folders = new ArrayList<>();
    environment("RABBITMQ_BIN").map(Path::of).ifPresent(folders::add);
    folders.add(Path.of("/usr/lib/rabbitmq/bin"));
    Stream.of(environment("PATH").orElse("").split(java.io.File.pathSeparator, -1))
        .filter(it -> !it.isEmpty())
        .map(Path::of)
        .forEach(folders::add);
    return folders.stream().filter(RabbitFixture::complete).findFirst();
  }

  /** Whether a folder has RabbitMQ's own scripts; Debian's in /usr/sbin change the user first. */
  private static boolean complete(Path folder) {
    Path server = folder.resolve("rabbitmq-server");
    if (!Files.isExecutable(server) || !Files.isExecutable(folder.resolve("rabbitmqctl"))) {
      return false;
    }
    try {
      return !server.toRealPath().endsWith("rabbitmq-script-wrapper");
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static Optional<RabbitFixture> external() {
    return environment("MESH_RABBITMQ_URI").map(URI::create).map(RabbitFixture::at);
  }

  private static RabbitFixture at(URI amqp) {
    String user = Optional.ofNullable(amqp.getRawUserInfo()).orElse("guest:guest");
    URI stream =
        URI.create(
            environment("MESH_RABBITMQ_STREAM_URI")
                .orElse("rabbitmq-stream://" + user + "@" + amqp.getHost() + ":5552"));
    URI base =
        URI.create(
            environment("MESH_RABBITMQ_MANAGEMENT_URI")
                .orElse("http://" + amqp.getHost() + ":15672"));
    return new RabbitFixture(null, amqp, stream, new Management(base, user));
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(it -> !it.isBlank());
  }

  private static String random() {
    byte[] bytes = new byte[4];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Where AMQP 0-9-1 clients connect to the default virtual host, user and password included. */
  public URI amqpUri() {
    return amqpUri;
  }

  /** Where stream clients connect to the default virtual host, user and password included. */
  public URI streamUri() {
    return streamUri;
  }

  /** Where the management plugin answers: scheme, host and port. */
  public URI managementUri() {
    return management.base();
  }

  /** Makes an empty virtual host, in which the fixture's user may do everything. */
  public VirtualHost newVirtualHost() {
    String name = prefix + names.incrementAndGet();
    management.put("", "vhosts", name);
    virtualHosts.add(name);
    permit(name, user(amqpUri), EVERYTHING, EVERYTHING, EVERYTHING);
    return new VirtualHost(name, withPath(amqpUri, name), withPath(streamUri, name));
  }

  /** Removes a virtual host with all that is in it, and closes its connections. */
  public void removeVirtualHost(VirtualHost virtualHost) {
    management.delete("vhosts", virtualHost.name());
    virtualHosts.remove(virtualHost.name());
  }

  /**
   * Makes a user who may enter one virtual host only, and do there what the patterns allow; the
   * empty pattern allows nothing.
   *
   * @param virtualHost the virtual host
   * @param configure the names of the queues and exchanges that the user may declare and delete
   * @param write those that the user may publish to
   * @param read those that the user may consume from
   * @return the virtual host with URIs of the new user
   */
  public VirtualHost newUser(VirtualHost virtualHost, String configure, String write, String read) {
    String name = prefix + names.incrementAndGet();
    String password = random();
    management.put("{\"password\":\"" + password + "\",\"tags\":\"\"}", "users", name);
    users.add(name);
    permit(virtualHost.name(), name, configure, write, read);
    String userInfo = name + ":" + password;
    return new VirtualHost(
        virtualHost.name(),
        withUser(virtualHost.amqpUri(), userInfo),
        withUser(virtualHost.streamUri(), userInfo));
  }

  private void permit(
      String virtualHost, String user, String configure, String write, String read) {
    String json =
        "{\"configure\":%s,\"write\":%s,\"read\":%s}"
            .formatted(quoted(configure), quoted(write), quoted(read));
    management.put(json, "permissions", virtualHost, user);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String user(URI uri) {
    String userInfo = Optional.ofNullable(uri.getUserInfo()).orElse("guest:guest");
    int colon = userInfo.indexOf(':');
    return colon < 0 ? userInfo : userInfo.substring(0, colon);
  }

  private static URI withPath(URI uri, String virtualHost) {
    return URI.create(
        uri.getScheme() + "://" + uri.getRawAuthority() + "/" + Management.encode(virtualHost));
  }

  private static URI withUser(URI uri, String userInfo) {
    return URI.create(
        uri.getScheme() + "://" + userInfo + "@" + uri.getHost() + port(uri) + uri.getRawPath());
  }

  private static String port(URI uri) {
    return uri.getPort() < 0 ? "" : ":" + uri.getPort();
  }

  /**
   * Stops the node in an orderly way and starts it again with the same data and ports. It takes
   * some ten seconds: older versions of RabbitMQ sleep for five of them when they stop.
   */
  public void restart() {
    RabbitNode controlled = controlled();
    controlled.stop();
    launch(controlled);
  }

  /**
   * Ends the node by SIGKILL, with no chance to tidy up. {@link #startAgain()} brings it back. Only
   * the list of queues is written down first: RabbitMQ does so now and then, and loses for good a
   * queue that was declared since.
   */
  public void kill() {
    RabbitNode controlled = controlled();
    controlled.saveQueues();
    controlled.kill();
  }

  /** Starts the node that was killed, with the same data and ports. */
  public void startAgain() {
    RabbitNode controlled = controlled();
    if (controlled.alive()) {
      throw new IllegalStateException("Cannot start RabbitMQ again: it is running");
    }
    launch(controlled);
  }

  private static void launch(RabbitNode node) {
    try {
      node.launch();
    } catch (IOException problem) {
      throw new UncheckedIOException("Cannot start RabbitMQ again", problem);
    }
  }

  /**
   * Raises the alarm that the disk is full. Connections that publish stand still until {@link
   * #unblockPublishers()}; those that consume go on.
   */
  public void blockPublishers() {
    freeDisk(1L << 60, true);
  }

  /** Ends the alarm of {@link #blockPublishers()}. */
  public void unblockPublishers() {
    freeDisk(RabbitNode.FREE_DISK_BYTES, false);
  }

  private void freeDisk(long bytes, boolean alarm) {
    RabbitNode controlled = controlled();
    controlled.evaluate("rabbit_disk_monitor:set_disk_free_limit(" + bytes + ")");
    boolean done =
        Processes.until(
            ALARM_LIMIT,
            PAUSE,
            () -> controlled.evaluate("rabbit_alarm:get_alarms()").contains("disk") == alarm);
    if (!done) {
      throw new IllegalStateException(
          "Cannot "
              + (alarm ? "raise" : "end")
              + " the disk alarm within "
              + ALARM_LIMIT.toSeconds()
              + " s");
    }
  }

  /**
   * Closes all connections there are, as an operator would.
   *
   * @return how many
   */
  public int closeConnections() {
    return Integer.parseInt(
        controlled()
            .evaluate(
                // One that ends by itself meanwhile makes the call exit.
                "length([catch rabbit_networking:close_connection(Pid, \"closed by a test\")"
                    + " || Pid <- rabbit_networking:connections() ++"
                    + " rabbit_networking:non_amqp_connections()])"));
  }

  /**
   * What is in a queue now, as the queue itself counts it; not the statistics, which are some
   * seconds old. Publishing is counted as soon as it is confirmed. Acknowledgements have no answer:
   * after one, ask until the number is the expected one. A quorum queue that has no leader yet,
   * because the node has just started, is waited for.
   *
   * @param virtualHost the name of the virtual host
   * @param queue the name of a classic or a quorum queue
   */
  public QueueCounts queueCounts(String virtualHost, String queue) {
    return QueueCounts.of(controlled(), virtualHost, queue);
  }

  /**
   * Runs {@code rabbitmqctl -q} for the node.
   *
   * @param arguments the command and its arguments
   * @return what it printed
   */
  public String ctl(String... arguments) {
    return controlled().ctl(List.of(arguments));
  }

  private RabbitNode controlled() {
    CONTROL.check(node != null);
    if (node == null) {
      throw new IllegalStateException("Cannot control RabbitMQ at " + amqpUri.getHost());
    }
    return node;
  }

  /** Removes a node that was started for one test. A shared one stays until the JVM ends. */
  @Override
  public void close() {
    if (!isShared()) {
      remove();
    }
  }

  private boolean isShared() {
    synchronized (RabbitFixture.class) {
      return shared == this;
    }
  }

  private void remove() {
    if (OPEN.remove(this)) {
      if (node != null) {
        node.close();
      } else {
        virtualHosts.forEach(it -> management.delete("vhosts", it));
        users.forEach(it -> management.delete("users", it));
      }
    }
  }
}
