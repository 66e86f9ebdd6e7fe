// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import java.net.URI;

/**
 * A virtual host of a {@link RabbitFixture}: a name space of exchanges and queues.
 *
 * @param name its name
 * @param amqpUri where AMQP 0-9-1 clients connect to it, user and password included
 * @param streamUri where clients of the stream protocol connect to it, user and password included
 */
public record VirtualHost(String name, URI amqpUri, URI streamUri) {}
