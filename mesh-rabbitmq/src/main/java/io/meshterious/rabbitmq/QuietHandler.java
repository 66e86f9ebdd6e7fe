// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import com.rabbitmq.client.impl.ForgivingExceptionHandler;

/**
 * Leaves the news of broken connections to who uses them, and says them where they are asked for.
 */
final class QuietHandler extends ForgivingExceptionHandler {
  @Override
  protected void log(String message, Throwable problem) {
    // Whatever it is ends the connection, and that is told to those who listen.
  }
}
