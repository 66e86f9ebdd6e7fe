// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import static io.meshterious.producers.target.TestEvents.event;
import static io.meshterious.producers.target.TestEvents.request;
import static org.assertj.core.api.Assertions.assertThat;
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
class StreamErrorsIT {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String PLAIN = "rabbitmq-stream";
  private static final String TLS = "rabbitmq-stream+tls";

  private RabbitFixture rabbit;
  private VirtualHost host;

  @BeforeEach
  void start() {
    rabbit = RabbitFixture.running();
    host = rabbit.newVirtualHost();
  }

  @AfterEach
  void stop() {
    rabbit.removeVirtualHost(host);
  }

  private static EventTarget open(String uri) {
    return Targets.load().open(request(uri, new Refusals()));
  }

  private static void assertRefused(String uri, ProducerError code, String why) {
    Instant before = Instant.now();
    MeshException failure = catchThrowableOfType(MeshException.class, () -> open(uri));
    assertThat(failure).as(uri).isNotNull().hasMessageContaining(why);
    assertThat(failure.code()).as(failure.getMessage()).isEqualTo(code);
    assertThat(failure.getMessage()).doesNotContain(":guest@").doesNotContain("s3cret");
    assertThat(Duration.between(before, Instant.now())).as(uri).isLessThan(LIMIT);
  }

  private String at(String scheme, String userInfo, String hostAndPort) {
    return scheme + "://" + userInfo + "@" + hostAndPort + host.streamUri().getRawPath();
  }

  private String hostAndPort() {
    return host.streamUri().getHost() + ":" + host.streamUri().getPort();
  }

  @Test
  void open_nobodyListens_isUnreachable() {
    assertRefused(
        at(PLAIN, "guest:guest", "127.0.0.1:" + FreePorts.next()),
        ProducerError.TARGET_UNREACHABLE,
        "nobody listens");
  }

  @Test
  void open_unknownHost_isUnreachable() {
    assertRefused(
        at(PLAIN, "guest:guest", "no-such-host.invalid:5552"),
        ProducerError.TARGET_UNREACHABLE,
        "nobody knows the host 'no-such-host.invalid'");
  }

  @Test
  void open_networkStandsStill_isUnreachable() {
    try (TcpProxy proxy = TcpProxy.to(host.streamUri())) {
      proxy.pause();
      assertRefused(
          proxy.through(host.streamUri()).toString(),
          ProducerError.TARGET_UNREACHABLE,
          "no answer from");
    }
  }

  @Test
  void open_wrongPassword_isRefused() {
    assertRefused(
        at(PLAIN, "guest:s3cret", hostAndPort()),
        ProducerError.TARGET_REFUSED_LOGIN,
        "does not know user 'guest'");
  }

  @Test
  void open_unknownVirtualHost_isRefused() {
    assertRefused(
        "rabbitmq-stream://guest:guest@" + hostAndPort() + "/nowhere",
        ProducerError.TARGET_REFUSED_LOGIN,
        "no virtual host 'nowhere'");
  }

  @Test
  void open_mayNotDeclareOrPublish_isRefused() {
    URI reader = rabbit.newUser(host, "", "", ".*").streamUri();
    assertRefused(reader + "?stream=s", ProducerError.TARGET_REFUSED_LOGIN, "lacks a permission");
    open(host.streamUri() + "?stream=s").close();
    assertRefused(
        reader + "?stream=s&declare=false",
        ProducerError.TARGET_REFUSED_LOGIN,
        "lacks a permission");
  }

  @Test
  void open_tlsMismatch_saysSo(@TempDir Path folder) throws Exception {
    try (TlsPort silent = TlsPort.open(folder, null)) {
      assertRefused(
          at(PLAIN, "guest:guest", "localhost:" + silent.port()),
          ProducerError.TARGET_DIFFERS,
          "speaks TLS");
    }
    assertRefused(
        at(TLS, "guest:guest", hostAndPort()), ProducerError.TARGET_DIFFERS, "does not speak TLS");
  }

  @Test
  void open_certificate_isTrustedAsTheOptionsSay(@TempDir Path folder) throws Exception {
    try (TlsPort tls = TlsPort.open(folder, host.streamUri())) {
      String uri = at(TLS, "guest:guest", "localhost:" + tls.port());
      assertRefused(uri, ProducerError.TARGET_UNTRUSTED, "nobody who is trusted has signed");
      String trusting = "?trust-store=" + tls.certificate();
      assertRefused(
          at(TLS, "guest:guest", "127.0.0.1:" + tls.port()) + trusting,
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
  void open_aQueueOfThatName_saysSo() {
    open(host.amqpUri() + "?queue=taken").close();
    assertRefused(
        host.streamUri() + "?stream=taken", ProducerError.TARGET_DIFFERS, "or is a queue");
  }

  @Test
  void open_portOfAmqp_saysSo() {
    assertRefused(
        at(PLAIN, "guest:guest", host.amqpUri().getHost() + ":" + host.amqpUri().getPort()),
        ProducerError.TARGET_DIFFERS,
        "speaks another protocol");
  }
}
