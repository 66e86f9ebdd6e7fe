// SPDX-License-Identifier: Apache-2.0
/** A real RabbitMQ for tests. */
@NullMarked
package io.meshterious.testkit.rabbitmq;

import org.jspecify.annotations.NullMarked;
