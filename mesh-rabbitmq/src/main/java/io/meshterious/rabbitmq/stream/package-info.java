// SPDX-License-Identifier: Apache-2.0
/** Ways to RabbitMQ's stream plugin, for those who have its client on the class path. */
@NullMarked
package io.meshterious.rabbitmq.stream;

import org.jspecify.annotations.NullMarked;
