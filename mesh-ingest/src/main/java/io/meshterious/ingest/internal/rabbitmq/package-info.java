// SPDX-License-Identifier: Apache-2.0
/** Queues of RabbitMQ as sources. */
@NullMarked
package io.meshterious.ingest.internal.rabbitmq;

import org.jspecify.annotations.NullMarked;
