// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import java.io.IOException;

/** A program that has a node of its own, says where, and ends when its input does. */
final class NodeOfAnotherJvm {
  private NodeOfAnotherJvm() {}

  @SuppressWarnings("SystemOut") // Its output is read by the test that starts it.
  public static void main(String[] arguments) throws IOException {
    RabbitFixture rabbit = RabbitFixture.running();
    VirtualHost virtualHost = rabbit.newVirtualHost();
    System.out.println(rabbit.amqpUri() + " " + virtualHost.name());
    while (System.in.read() >= 0) {
      // Nothing has to be said to it.
    }
  }
}
