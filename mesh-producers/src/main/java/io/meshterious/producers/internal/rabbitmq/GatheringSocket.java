// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A socket that gathers what is written. */
final class GatheringSocket extends Socket {
  private final Runnable whenReady;
  private @Nullable GatheringOutput output;

  GatheringSocket(Runnable whenReady) {
    this.whenReady = whenReady;
  }

  @Override
  public synchronized OutputStream getOutputStream() throws IOException {
    GatheringOutput gathering = output;
    if (gathering == null) {
      gathering = new GatheringOutput(super.getOutputStream(), whenReady, "amqp-write");
      output = gathering;
    }
    return gathering;
  }

  /** Whether an event can be written without waiting for the network. */
  boolean ready() {
    GatheringOutput gathering = output;
    return gathering == null || gathering.ready();
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // Closing does not wait for a write.
  public void close() throws IOException {
    GatheringOutput gathering = output;
    if (gathering != null) {
      gathering.close();
    }
    super.close();
  }
}
