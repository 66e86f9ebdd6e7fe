// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.meshterious.core.event.EventKind;

/**
 * An event as the broker delivered it.
 *
 * @param body its bytes
 * @param kind what its properties say of it and of others like it
 * @param tag its number on the channel, from 1
 * @param properties what else its message says
 * @param redelivered whether it may have been delivered before
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them, nor changes the bytes.
record Delivery(
    byte[] body, EventKind kind, long tag, BasicProperties properties, boolean redelivered) {
  /** Stands behind the last one of a channel that is broken. */
  static final Delivery LAST =
      new Delivery(new byte[0], new EventKind("", "", "", ""), 0, new BasicProperties(), false);

  /** Whether it is no event, but what stands behind the last one. */
  boolean last() {
    return tag == 0;
  }
}
