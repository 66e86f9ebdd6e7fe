// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.network;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection of a {@link TcpProxy}: a client's socket, the target's, a thread for each way. */
final class TcpLink {
  private static final int CONNECT_MILLIS = 10_000;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int JOIN_MILLIS = 5_000;

  private final TcpProxy proxy;
  private final Socket client;
  private final Socket server = new Socket();
  private final String targetHost;
  private final int targetPort;
  private final AtomicBoolean reset = new AtomicBoolean();
  private final Thread forth;
  private final Thread back;

  TcpLink(TcpProxy proxy, Socket client, String targetHost, int targetPort, String name) {
    this.proxy = proxy;
    this.client = client;
    this.targetHost = targetHost;
    this.targetPort = targetPort;
    this.forth = daemon(this::run, name + "-to");
    this.back = daemon(() -> pump(server, client, false), name + "-from");
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  void start() {
    forth.start();
  }

  boolean isReset() {
    return reset.get();
  }

  /** Closes both sockets so that both ends get an RST. */
  void reset() {
    if (reset.compareAndSet(false, true)) {
      abort(client);
      abort(server);
      proxy.wake();
    }
  }

  /** Waits until both threads have ended. */
  void await() {
    try {
      forth.join(JOIN_MILLIS);
      back.join(JOIN_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(new InetSocketAddress(targetHost, targetPort), CONNECT_MILLIS);
      back.start();
      pump(client, server, true);
      back.join();
    } catch (IOException unreachable) {
      reset();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      reset();
    } finally {
      closeQuietly(client);
      closeQuietly(server);
      proxy.forget(this);
    }
  }

  private void pump(Socket from, Socket to, boolean toTarget) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        proxy.awaitFlow(this);
        // Counted first: who has received a byte finds it counted.
        proxy.passed(toTarget, read);
        out.write(buffer, 0, read);
      }
      proxy.awaitFlow(this);
      to.shutdownOutput();
    } catch (IOException broken) {
      // An end that broke off must look so at the other one.
      reset();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      reset();
    }
  }

  private static void abort(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException alreadyClosed) {
      // There is nothing left to reset.
    }
    closeQuietly(socket);
  }

  static void closeQuietly(Closeable thing) {
    try {
      thing.close();
    } catch (IOException closed) {
      // It is of no use any more, which is all that was wanted.
    }
  }
}
