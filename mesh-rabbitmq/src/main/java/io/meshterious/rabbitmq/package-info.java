// SPDX-License-Identifier: Apache-2.0
/** Ways to a RabbitMQ that stages share: its address, its certificates, and what went wrong. */
@NullMarked
package io.meshterious.rabbitmq;

import org.jspecify.annotations.NullMarked;
