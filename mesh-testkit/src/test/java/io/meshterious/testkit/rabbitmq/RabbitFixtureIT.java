// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import io.meshterious.testkit.network.TcpProxy;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RabbitFixtureIT {
  private static final int LONG_MILLIS = 20_000;

  /** The node that these tests stop and block. */
  private static RabbitFixture own;

  private final List<Connection> connections = new ArrayList<>();

  @BeforeAll
  static void start() {
    RabbitFixture.REQUIREMENT.check(RabbitFixture.binaries().isPresent());
    CompletableFuture<RabbitFixture> shared = CompletableFuture.supplyAsync(RabbitFixture::running);
    own = RabbitFixture.start();
    shared.join();
  }

  @AfterAll
  static void stop() {
    if (own != null) {
      own.close();
    }
  }

  @AfterEach
  void disconnect() {
    connections.forEach(Connection::abort);
  }

  private Connection connect(URI uri) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(uri);
    factory.setAutomaticRecoveryEnabled(false);
    factory.setConnectionTimeout(LONG_MILLIS);
    Connection connection = factory.newConnection();
    connections.add(connection);
    return connection;
  }

  private Channel channel(URI uri) throws Exception {
    Channel channel = connect(uri).createChannel();
    channel.confirmSelect();
    return channel;
  }

  private static void declare(Channel channel, String queue, String type) throws IOException {
    channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", type));
  }

  private static void publish(Channel channel, String queue, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      channel.basicPublish(
          "", queue, MessageProperties.PERSISTENT_BASIC, ("message " + i).getBytes(UTF_8));
    }
    channel.waitForConfirmsOrDie(LONG_MILLIS);
  }

  private static List<String> drain(Channel channel, String queue) throws IOException {
    List<String> bodies = new ArrayList<>();
    for (GetResponse got = channel.basicGet(queue, true);
        got != null;
        got = channel.basicGet(queue, true)) {
      bodies.add(new String(got.getBody(), UTF_8));
    }
    return bodies;
  }

  private static boolean until(BooleanSupplier condition) {
    return Processes.until(Duration.ofMillis(LONG_MILLIS), Duration.ofMillis(10), condition);
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "quorum"})
  void messages_publishedConsumedAcknowledged_areCountedAtEveryStep(String type) throws Exception {
    // Given
    RabbitFixture rabbit = RabbitFixture.running();
    VirtualHost virtualHost = rabbit.newVirtualHost();
    String name = virtualHost.name();
    Channel publisher = channel(virtualHost.amqpUri());
    Channel consumer = channel(virtualHost.amqpUri());
    declare(publisher, "orders", type);
    BlockingQueue<Long> tags = new LinkedBlockingQueue<>();

    // When
    publish(publisher, "orders", 50);
    QueueCounts published = rabbit.queueCounts(name, "orders");
    consumer.basicQos(20);
    String tag =
        consumer.basicConsume(
            "orders",
            false,
            (to, message) -> tags.add(message.getEnvelope().getDeliveryTag()),
            to -> {});
    for (int i = 0; i < 20; i++) {
      assertThat(tags.poll(LONG_MILLIS, TimeUnit.MILLISECONDS)).isNotNull();
    }
    QueueCounts delivered = rabbit.queueCounts(name, "orders");
    consumer.basicCancel(tag);
    consumer.basicAck(20, true);

    // Then
    assertThat(published).isEqualTo(new QueueCounts(50, 0));
    assertThat(delivered).isEqualTo(new QueueCounts(30, 20));
    assertThat(delivered.total()).isEqualTo(50);
    assertThat(until(() -> rabbit.queueCounts(name, "orders").equals(new QueueCounts(30, 0))))
        .isTrue();
  }

  @Test
  void queueCounts_queueThatIsNotThere_isRefusedByName() {
    RabbitFixture rabbit = RabbitFixture.running();

    assertThatThrownBy(() -> rabbit.queueCounts("/", "nothing \"here\""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing \"here\"")
        .hasMessageContaining("not_found");
  }

  @Test
  void virtualHosts_ofOneNode_doNotShareQueues() throws Exception {
    // Given
    RabbitFixture rabbit = RabbitFixture.running();
    VirtualHost first = rabbit.newVirtualHost();
    VirtualHost second = rabbit.newVirtualHost();
    Channel channel = channel(first.amqpUri());

    // When
    declare(channel, "orders", "classic");

    // Then
    assertThat(first.name()).isNotEqualTo(second.name());
    assertThatThrownBy(() -> channel(second.amqpUri()).queueDeclarePassive("orders"))
        .hasRootCauseMessage(
            "channel error; protocol method: #method<channel.close>(reply-code=404,"
                + " reply-text=NOT_FOUND - no queue 'orders' in vhost '"
                + second.name()
                + "', class-id=50, method-id=10)");
    rabbit.removeVirtualHost(second);
    assertThatThrownBy(() -> connect(second.amqpUri())).isInstanceOf(IOException.class);
  }

  @Test
  void newUser_doesWhatItsPatternsAllow_andNoMore() throws Exception {
    // Given
    RabbitFixture rabbit = RabbitFixture.running();
    VirtualHost virtualHost = rabbit.newVirtualHost();
    VirtualHost foreign = rabbit.newVirtualHost();

    // When
    VirtualHost seen = rabbit.newUser(virtualHost, "^orders\\..*", ".*", "");

    // Then
    declare(channel(seen.amqpUri()), "orders.new", "classic");
    assertThatThrownBy(() -> declare(channel(seen.amqpUri()), "customers", "classic"))
        .hasStackTraceContaining("ACCESS_REFUSED");
    assertThatThrownBy(() -> channel(seen.amqpUri()).basicGet("orders.new", true))
        .hasStackTraceContaining("ACCESS_REFUSED");
    URI elsewhere = URI.create(seen.amqpUri().toString().replace(seen.name(), foreign.name()));
    assertThatThrownBy(() -> connect(elsewhere)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void durableQueues_keepConfirmedMessages_whenTheNodeEndsAndStartsAgain(boolean killed)
      throws Exception {
    // Given
    VirtualHost virtualHost = own.newVirtualHost();
    Channel before = channel(virtualHost.amqpUri());
    declare(before, "of quorum", "quorum");
    declare(before, "classic", "classic");
    publish(before, "of quorum", 3);
    publish(before, "classic", 3);

    // When
    if (killed) {
      own.kill();
      assertThatThrownBy(() -> connect(own.amqpUri())).isInstanceOf(IOException.class);
      own.startAgain();
    } else {
      own.restart();
    }

    // Then
    assertThat(until(() -> !before.isOpen())).isTrue();
    Channel after = channel(virtualHost.amqpUri());
    List<String> all = List.of("message 0", "message 1", "message 2");
    assertThat(own.queueCounts(virtualHost.name(), "of quorum")).isEqualTo(new QueueCounts(3, 0));
    assertThat(own.queueCounts(virtualHost.name(), "classic")).isEqualTo(new QueueCounts(3, 0));
    assertThat(drain(after, "of quorum")).isEqualTo(all);
    assertThat(drain(after, "classic")).isEqualTo(all);
    assertThatThrownBy(own::startAgain).hasMessageContaining("it is running");
  }

  @Test
  void blockPublishers_holdsPublishers_unblockPublishersFreesThem() throws Exception {
    // Given
    Connection connection = connect(own.newVirtualHost().amqpUri());
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch unblocked = new CountDownLatch(1);
    connection.addBlockedListener(reason -> blocked.countDown(), unblocked::countDown);
    Channel channel = connection.createChannel();
    channel.confirmSelect();
    declare(channel, "orders", "classic");

    // When
    own.blockPublishers();
    channel.basicPublish("", "orders", MessageProperties.PERSISTENT_BASIC, new byte[] {1});

    // Then
    assertThat(blocked.await(LONG_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
    assertThatThrownBy(() -> channel.waitForConfirms(300)).isInstanceOf(TimeoutException.class);
    own.unblockPublishers();
    assertThat(channel.waitForConfirms(LONG_MILLIS)).isTrue();
    assertThat(unblocked.await(LONG_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
  }

  @Test
  void closeConnections_closesEveryone() throws Exception {
    // Given
    Connection first = connect(own.amqpUri());
    Connection second = connect(own.newVirtualHost().amqpUri());

    // When
    int closed = own.closeConnections();

    // Then
    assertThat(closed).isGreaterThanOrEqualTo(2);
    assertThat(until(() -> !first.isOpen() && !second.isOpen())).isTrue();
    assertThat(first.getCloseReason()).hasMessageContaining("closed by a test");
  }

  @Test
  void proxy_cut_breaksTheConnectionOfAClient() throws Exception {
    // Given
    URI uri = RabbitFixture.running().newVirtualHost().amqpUri();
    try (TcpProxy proxy = TcpProxy.to(uri)) {
      Channel channel = channel(proxy.through(uri));
      declare(channel, "orders", "classic");

      // When
      proxy.cut();

      // Then
      assertThat(until(() -> !channel.isOpen())).isTrue();
      assertThat(channel(proxy.through(uri)).queueDeclarePassive("orders").getMessageCount())
          .isZero();
    }
  }

  @Test
  void streamPort_peerProperties_areAnswered() throws Exception {
    // Given
    URI uri = RabbitFixture.running().streamUri();
    int peerProperties = 17;
    int answerBit = 0x8000;
    int correlation = 42;

    // When
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout(LONG_MILLIS);
      // In one piece: older nodes close connections whose first frame comes in several.
      ByteBuffer frame = ByteBuffer.allocate(16).putInt(12).putShort((short) peerProperties);
      frame.putShort((short) 1).putInt(correlation).putInt(0);
      socket.getOutputStream().write(frame.array());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      int size = in.readInt();

      // Then
      assertThat(size).isGreaterThan(12);
      assertThat(in.readUnsignedShort()).isEqualTo(peerProperties | answerBit);
      assertThat(in.readUnsignedShort()).isEqualTo(1);
      assertThat(in.readInt()).isEqualTo(correlation);
      assertThat(in.readUnsignedShort()).isEqualTo(1);
    }
  }

  @Test
  void managementUri_withoutPassword_asksForOne() throws Exception {
    // Given
    URI overview = RabbitFixture.running().managementUri().resolve("/api/overview");

    // When
    HttpURLConnection connection = (HttpURLConnection) overview.toURL().openConnection();

    // Then
    assertThat(connection.getResponseCode()).isEqualTo(401);
  }

  @Test
  void ctl_runsACommand_andTellsWhatFailed() {
    VirtualHost virtualHost = own.newVirtualHost();

    assertThat(own.ctl("list_vhosts", "name").lines()).contains("/", virtualHost.name());
    assertThatThrownBy(() -> own.ctl("delete_vhost", "nothing-here"))
        .hasMessageContaining("delete_vhost")
        .hasMessageContaining("does not exist");
  }

  @Test
  void twoNodes_atTheSameTime_doNotSeeEachOther() {
    // Given
    RabbitFixture shared = RabbitFixture.running();

    // When
    VirtualHost virtualHost = own.newVirtualHost();

    // Then
    assertThat(RabbitFixture.running()).isSameAs(shared);
    assertThat(own.amqpUri()).isNotEqualTo(shared.amqpUri());
    assertThat(shared.ctl("list_vhosts", "name")).doesNotContain(virtualHost.name());
    assertThat(shared.ctl("eval", "nodes().")).isEqualToIgnoringNewLines("[]");
    shared.close();
    assertThat(shared.ctl("eval", "ok.")).isEqualToIgnoringNewLines("ok");
  }

  @Test
  void otherJvms_haveNodesOfTheirOwn_andLeaveNothingBehind() throws Exception {
    // Given
    RabbitFixture here = RabbitFixture.running();
    Process orderly = otherJvm();
    Process killed = otherJvm();
    try {
      String[] first = orderly.inputReader().readLine().split(" ", -1);
      String[] second = killed.inputReader().readLine().split(" ", -1);
      assertThat(List.of(here.amqpUri().toString(), first[0], second[0])).doesNotHaveDuplicates();
      assertThat(here.ctl("list_vhosts", "name")).doesNotContain(first[1]);
      assertThat(NodeProcesses.withEnvironment(mark(orderly)).toString())
          .contains("beam.smp", "epmd", "erl_child_setup");
      List<ProcessHandle> started =
          Stream.of(orderly, killed).flatMap(Process::descendants).toList();

      // When
      orderly.outputWriter().close();
      killed.destroyForcibly();
      assertThat(orderly.waitFor(LONG_MILLIS, TimeUnit.MILLISECONDS)).isTrue();

      // Then
      assertThat(NodeProcesses.withEnvironment(mark(orderly))).isEmpty();
      assertThat(NodeProcesses.leftOver(mark(killed))).isEmpty();
      assertThat(started).hasSizeGreaterThanOrEqualTo(8);
      assertThat(until(() -> NodeProcesses.running(started).isEmpty())).isTrue();
      assertThat(here.ctl("eval", "ok.")).isEqualToIgnoringNewLines("ok");
    } finally {
      orderly.destroyForcibly();
      killed.destroyForcibly();
    }
  }

  private static Process otherJvm() throws IOException {
    return new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            NodeOfAnotherJvm.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String mark(Process jvm) {
    return "RABBITMQ_NODENAME=mesh-" + jvm.pid() + "-";
  }
}
