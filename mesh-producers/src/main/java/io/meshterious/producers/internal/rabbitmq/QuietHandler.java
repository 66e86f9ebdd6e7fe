// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import com.rabbitmq.client.impl.ForgivingExceptionHandler;

/**
 * Leaves the news of broken connections to the target, which says them where they are asked for.
 */
final class QuietHandler extends ForgivingExceptionHandler {
  @Override
  protected void log(String message, Throwable problem) {
    // Whatever it is ends the connection, and that is told to the link's listener.
  }
}
