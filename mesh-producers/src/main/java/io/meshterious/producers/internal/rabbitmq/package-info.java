// SPDX-License-Identifier: Apache-2.0
/** Queues and exchanges of RabbitMQ as targets. */
@NullMarked
package io.meshterious.producers.internal.rabbitmq;

import org.jspecify.annotations.NullMarked;
