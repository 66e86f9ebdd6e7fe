// SPDX-License-Identifier: Apache-2.0
/** Queues of RabbitMQ as sources, and as the place where rejected events go. */
@NullMarked
package io.meshterious.ingest.internal.rabbitmq;

import org.jspecify.annotations.NullMarked;
