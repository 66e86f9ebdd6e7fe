// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import static io.meshterious.producers.target.TestEvents.event;
import static io.meshterious.producers.target.TestEvents.request;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.internal.broker.TlsPort;
import io.meshterious.producers.target.EventTarget;
import io.meshterious.producers.target.Refusals;
import io.meshterious.producers.target.Targets;
import io.meshterious.testkit.network.FreePorts;
import io.meshterious.testkit.network.TcpProxy;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class RabbitErrorsIT {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private RabbitFixture rabbit;
  private VirtualHost host;
  private final Refusals refusals = new Refusals();

  @BeforeEach
  void start() {
    rabbit = RabbitFixture.running();
    host = rabbit.newVirtualHost();
  }

  @AfterEach
  void stop() {
    rabbit.removeVirtualHost(host);
  }

  private EventTarget open(String uri) {
    return Targets.load().open(request(uri, refusals));
  }

  private void assertRefused(String uri, ProducerError code, String why) {
    Instant before = Instant.now();
    MeshException failure = catchThrowableOfType(MeshException.class, () -> open(uri));
    assertThat(failure).as(uri).isNotNull().hasMessageContaining(why);
    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
    assertThat(failure.getMessage()).doesNotContain(":guest@").doesNotContain("s3cret");
    assertThat(Duration.between(before, Instant.now())).as(uri).isLessThan(LIMIT);
  }

  private String at(String scheme, String hostAndPort) {
    return scheme + "://guest:guest@" + hostAndPort + host.amqpUri().getRawPath();
  }

  @Test
  void open_nobodyListens_isUnreachable() {
    assertRefused(
        at("amqp", "127.0.0.1:" + FreePorts.next()),
        ProducerError.TARGET_UNREACHABLE,
        "nobody listens");
  }

  @Test
  void open_unknownHost_isUnreachable() {
    assertRefused(
        at("amqp", "no-such-host.invalid:5672"),
        ProducerError.TARGET_UNREACHABLE,
        "nobody knows the host 'no-such-host.invalid'");
  }

  @Test
  void open_networkStandsStill_isUnreachable() {
    try (TcpProxy proxy = TcpProxy.to(host.amqpUri())) {
      proxy.pause();
      assertRefused(
          proxy.through(host.amqpUri()).toString(),
          ProducerError.TARGET_UNREACHABLE,
          "no answer from");
    }
  }

  @Test
  void open_wrongPassword_isRefused() {
    URI uri = host.amqpUri();
    assertRefused(
        "amqp://guest:s3cret@" + uri.getHost() + ":" + uri.getPort() + uri.getRawPath(),
        ProducerError.TARGET_REFUSED_LOGIN,
        "does not know user 'guest'");
  }

  @Test
  void open_unknownVirtualHost_isRefused() {
    URI uri = host.amqpUri();
    assertRefused(
        "amqp://guest:guest@" + uri.getHost() + ":" + uri.getPort() + "/nowhere",
        ProducerError.TARGET_REFUSED_LOGIN,
        "no virtual host 'nowhere'");
  }

  @Test
  void open_virtualHostOfOthers_isRefused() {
    VirtualHost other = rabbit.newVirtualHost();
    String foreign = rabbit.newUser(other, ".*", ".*", ".*").amqpUri().toString();
    try {
      assertRefused(
          foreign.replace(other.name(), host.name()),
          ProducerError.TARGET_REFUSED_LOGIN,
          "may not enter");
    } finally {
      rabbit.removeVirtualHost(other);
    }
  }

  @Test
  void open_mayNotDeclare_isRefused() {
    VirtualHost user = rabbit.newUser(host, "", ".*", ".*");
    assertRefused(
        user.amqpUri() + "?queue=orders", ProducerError.TARGET_REFUSED_LOGIN, "lacks a permission");
  }

  @Test
  void flush_mayNotPublish_fails() throws Exception {
    // Given
    VirtualHost user = rabbit.newUser(host, ".*", "none", ".*");
    try (EventTarget target = open(user.amqpUri() + "?queue=orders")) {
      // When
      target.send(event(1));
      // Then
      assertThatExceptionOfType(MeshException.class)
          .isThrownBy(target::flush)
          .withMessageContaining("lacks a permission")
          .matches(it -> it.code() == ProducerError.TARGET_REFUSED_LOGIN);
    }
  }

  @Test
  void open_queueWithOtherArguments_saysWhich() {
    open(host.amqpUri() + "?queue=orders&declare=classic").close();
    assertRefused(
        host.amqpUri() + "?queue=orders",
        ProducerError.TARGET_DIFFERS,
        "'x-queue-type' differs, asked for 'quorum', there is none");
    assertRefused(
        host.amqpUri() + "?queue=orders&declare=classic&max-length=10",
        ProducerError.TARGET_DIFFERS,
        "'x-max-length' differs");
    open(host.amqpUri() + "?queue=orders&declare=none").close();
  }

  @Test
  void open_missingQueueOrExchange_saysSo() {
    assertRefused(
        host.amqpUri() + "?queue=orders&declare=none",
        ProducerError.TARGET_DIFFERS,
        "there is no queue 'orders'");
    assertRefused(
        host.amqpUri() + "?exchange=orders",
        ProducerError.TARGET_DIFFERS,
        "there is no exchange 'orders'");
    open(host.amqpUri() + "?exchange=orders&declare=topic").close();
  }

  @Test
  void open_tlsMismatch_saysSo(@TempDir Path folder) throws Exception {
    try (TlsPort silent = TlsPort.open(folder, null)) {
      assertRefused(
          at("amqp", "localhost:" + silent.port()), ProducerError.TARGET_DIFFERS, "speaks TLS");
    }
    assertRefused(
        at("amqps", "127.0.0.1:" + host.amqpUri().getPort()),
        ProducerError.TARGET_DIFFERS,
        "does not speak TLS");
  }

  @Test
  void open_certificate_isTrustedAsTheOptionsSay(@TempDir Path folder) throws Exception {
    try (TlsPort tls = TlsPort.open(folder, host.amqpUri())) {
      String uri = at("amqps", "localhost:" + tls.port());
      assertRefused(uri, ProducerError.TARGET_UNTRUSTED, "nobody who is trusted has signed");
      String trusting = "?trust-store=" + tls.certificate();
      assertRefused(
          at("amqps", "127.0.0.1:" + tls.port()) + trusting,
          ProducerError.TARGET_UNTRUSTED,
          "certificate is not accepted");
      for (String options : new String[] {trusting, "?verify=none"}) {
        try (EventTarget target = open(uri + options)) {
          target.send(event(1));
          target.flush();
          assertThat(target.settled()).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void open_tlsButNoRabbit_isUnreachable(@TempDir Path folder) throws Exception {
    try (TlsPort silent = TlsPort.open(folder, null)) {
      assertRefused(
          at("amqps", "localhost:" + silent.port()) + "?verify=none",
          ProducerError.TARGET_UNREACHABLE,
          "no answer from");
    }
  }

  @Test
  void open_anotherProtocol_saysSo() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread greeter =
          new Thread(
              () -> {
                while (!other.isClosed()) {
                  try (Socket client = other.accept()) {
                    client.getOutputStream().write("220 mail.example\r\n".getBytes(US_ASCII));
                    client.getInputStream().readNBytes(8);
                  } catch (IOException closed) {
                    // The loop ends with the listener.
                  }
                }
              });
      greeter.start();
      assertRefused(
          at("amqp", "127.0.0.1:" + other.getLocalPort()),
          ProducerError.TARGET_DIFFERS,
          "speaks another protocol");
    }
  }
}
