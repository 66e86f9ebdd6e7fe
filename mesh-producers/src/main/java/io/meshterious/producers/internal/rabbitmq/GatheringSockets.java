// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes the socket of one connection, and knows it. */
final class GatheringSockets extends SocketFactory {
  private final Runnable whenReady;
  private volatile @Nullable GatheringSocket socket;

  GatheringSockets(Runnable whenReady) {
    this.whenReady = whenReady;
  }

  /** Whether an event can be written without waiting for the network. */
  boolean ready() {
    GatheringSocket made = socket;
    return made == null || made.ready();
  }

  @Override
  public Socket createSocket() {
    GatheringSocket made = new GatheringSocket(whenReady);
    socket = made;
    return made;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket made = createSocket();
    made.connect(address);
    return made;
  }
}
