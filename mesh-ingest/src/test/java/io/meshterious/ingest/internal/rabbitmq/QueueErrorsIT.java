// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

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
class QueueErrorsIT {
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
    Readers.assertRefused(new RabbitSources(), uri, code, why);
  }

  private String at(String scheme, String user, int port) {
    return scheme + "://" + user + "@127.0.0.1:" + port + host.amqpUri().getRawPath() + "?queue=q";
  }

  @Test
  void open_missingQueue_saysSo() {
    assertRefused(
        host.amqpUri() + "?queue=orders",
        SourceError.SOURCE_DIFFERS,
        "Cannot open source 'amqp://guest:***@127.0.0.1");
    assertRefused(
        host.amqpUri() + "?queue=orders",
        SourceError.SOURCE_DIFFERS,
        "there is no queue 'orders' in virtual host");
  }

  @Test
  void open_wrongPasswordOrVirtualHost_isRefused() {
    assertRefused(
        at("amqp", "guest:s3cret", host.amqpUri().getPort()),
        SourceError.SOURCE_REFUSED_LOGIN,
        "does not know user 'guest'");
    assertRefused(
        host.amqpUri().toString().replace(host.name(), "nowhere"),
        SourceError.SOURCE_REFUSED_LOGIN,
        "no virtual host 'nowhere'");
  }

  @Test
  void open_mayNotRead_isRefused() throws Exception {
    publish(host.amqpUri() + "?queue=orders", 0, 1);
    assertRefused(
        rabbit.newUser(host, ".*", ".*", "").amqpUri() + "?queue=orders",
        SourceError.SOURCE_REFUSED_LOGIN,
        "lacks a permission");
  }

  @Test
  void open_nobodyAnswers_isUnreachable() {
    assertRefused(
        at("amqp", "guest:guest", FreePorts.next()),
        SourceError.SOURCE_UNREACHABLE,
        "nobody listens");
    try (TcpProxy proxy = TcpProxy.to(host.amqpUri())) {
      proxy.pause();
      assertRefused(
          proxy.through(host.amqpUri()).toString(),
          SourceError.SOURCE_UNREACHABLE,
          "no answer from");
    }
  }

  @Test
  void open_tlsToAPlainPort_saysSo() {
    assertRefused(
        at("amqps", "guest:guest", host.amqpUri().getPort()),
        SourceError.SOURCE_DIFFERS,
        "does not speak TLS");
  }

  @Test
  void open_queueOfAnotherKind_saysWhatDiffers() throws Exception {
    publish(host.amqpUri() + "?queue=orders&declare=classic", 0, 1);
    assertRefused(
        host.amqpUri() + "?queue=orders&declare=quorum",
        SourceError.SOURCE_DIFFERS,
        "'x-queue-type' differs");
  }

  @Test
  void open_optionsThatDoNotFit_areRefused() {
    assertRefused(
        host.amqpUri() + "?queue=q&prefetsh=5",
        SourceError.SOURCE_INVALID,
        "did you mean 'prefetch'?");
    assertRefused(
        host.amqpUri() + "?queue=q&prefetch=70000",
        SourceError.SOURCE_INVALID,
        "a whole number from 1 to 65535");
    assertRefused(
        host.amqpUri() + "?queue=q&verify=none", SourceError.SOURCE_INVALID, "only with TLS");
  }
}
