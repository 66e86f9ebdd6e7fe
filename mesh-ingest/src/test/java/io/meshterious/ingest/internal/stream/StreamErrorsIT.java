// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import static io.meshterious.ingest.internal.broker.Readers.publish;

import io.meshterious.ingest.internal.broker.Readers;
import io.meshterious.ingest.source.SourceError;
import io.meshterious.testkit.network.FreePorts;
import io.meshterious.testkit.network.TcpProxy;
import io.meshterious.testkit.rabbitmq.RabbitFixture;
import io.meshterious.testkit.rabbitmq.VirtualHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StreamErrorsIT {
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

  private static void assertRefused(String uri, SourceError code, String why) {
    Readers.assertRefused(new StreamSources(), uri, code, why);
  }

  private String at(String scheme, String user, int port) {
    return scheme + "://" + user + "@127.0.0.1:" + port + host.streamUri().getRawPath();
  }

  @Test
  void open_missingStream_saysSo() {
    assertRefused(
        host.streamUri() + "?stream=orders",
        SourceError.SOURCE_DIFFERS,
        "there is no stream 'orders' in virtual host");
  }

  @Test
  void open_wrongPasswordOrVirtualHost_isRefused() {
    assertRefused(
        at("rabbitmq-stream", "guest:s3cret", host.streamUri().getPort()),
        SourceError.SOURCE_REFUSED_LOGIN,
        "does not know user 'guest'");
    assertRefused(
        host.streamUri().toString().replace(host.name(), "nowhere"),
        SourceError.SOURCE_REFUSED_LOGIN,
        "no virtual host 'nowhere'");
  }

  @Test
  void open_mayNotRead_isRefused() throws Exception {
    publish(host.streamUri() + "?stream=orders", 0, 1);
    assertRefused(
        rabbit.newUser(host, ".*", ".*", "").streamUri() + "?stream=orders",
        SourceError.SOURCE_REFUSED_LOGIN,
        "lacks a permission");
  }

  @Test
  void open_nobodyAnswers_isUnreachable() {
    assertRefused(
        at("rabbitmq-stream", "guest:guest", FreePorts.next()),
        SourceError.SOURCE_UNREACHABLE,
        "nobody listens");
    try (TcpProxy proxy = TcpProxy.to(host.streamUri())) {
      proxy.pause();
      assertRefused(
          proxy.through(host.streamUri()).toString(),
          SourceError.SOURCE_UNREACHABLE,
          "no answer from");
    }
  }

  @Test
  void open_tlsToAPlainPort_saysSo() {
    assertRefused(
        at("rabbitmq-stream+tls", "guest:guest", host.streamUri().getPort()),
        SourceError.SOURCE_DIFFERS,
        "does not speak TLS");
  }

  @Test
  void open_portOfAmqp_saysSo() {
    assertRefused(
        at("rabbitmq-stream", "guest:guest", host.amqpUri().getPort()),
        SourceError.SOURCE_DIFFERS,
        "speaks another protocol");
  }

  @Test
  void open_optionsThatDoNotFit_areRefused() {
    assertRefused(
        host.streamUri() + "?steam=orders", SourceError.SOURCE_INVALID, "did you mean 'stream'?");
    for (String from : new String[] {"end", "offset:-1", "offset:x", "timestamp:today"}) {
      assertRefused(
          host.streamUri() + "?from=" + from,
          SourceError.SOURCE_INVALID,
          "first, last, next, offset:N");
    }
  }
}
