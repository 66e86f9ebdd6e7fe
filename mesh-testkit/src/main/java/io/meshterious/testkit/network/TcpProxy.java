// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A network that fails on demand: it listens on a free port of the loopback interface and passes
 * bytes to and from another host and port. Its connections can be reset, refused, or made to stand
 * still.
 *
 * <p>All its threads are daemons and end with {@link #close()}. It may be used by several threads.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int BIND_ATTEMPTS = 10;
  private static final int BACKLOG = 200;

  private final String targetHost;
  private final int targetPort;
  private final int port;
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong bytesToTarget = new AtomicLong();
  private final AtomicLong bytesFromTarget = new AtomicLong();

  private final Object lock = new Object();
  private final Set<TcpLink> links = new HashSet<>();
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;
  private boolean paused;
  private boolean closed;

  private TcpProxy(String targetHost, int targetPort, int port) {
    this.targetHost = targetHost;
    this.targetPort = targetPort;
    this.port = port;
  }

  /**
   * A proxy that listens and passes everything on.
   *
   * @param host the host behind it
   * @param port the port behind it; nothing has to listen there yet
   */
  public static TcpProxy to(String host, int port) {
    IOException last = new IOException("no port tried");
    for (int attempt = 0; attempt < BIND_ATTEMPTS; attempt++) {
      TcpProxy proxy = new TcpProxy(host, port, FreePorts.next());
      try {
        proxy.listen();
        return proxy;
      } catch (IOException taken) {
        last = taken;
      }
    }
    throw new UncheckedIOException("Cannot listen on any port", last);
  }

  /**
   * A proxy that listens and passes everything on.
   *
   * @param uri where the host and the port behind it are taken from; both are required
   */
  public static TcpProxy to(URI uri) {
    if (uri.getHost() == null || uri.getPort() < 0) {
      throw new IllegalArgumentException(
          "Invalid URI: it has no host and port (scheme '" + uri.getScheme() + "')");
    }
    return to(uri.getHost(), uri.getPort());
  }

  /** The same URI with the proxy's host and port: what a client connects to. */
  public URI through(URI uri) {
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(
          "Invalid URI: it has no host (scheme '" + uri.getScheme() + "')");
    }
    String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(
        uri.getScheme() + "://" + userInfo + host() + ":" + port + uri.getRawPath() + query);
  }

  /** The address that the proxy listens on. */
  public String host() {
    return "127.0.0.1";
  }

  /** The port that the proxy listens on; it stays the same. */
  public int port() {
    return port;
  }

  /** How many connections there are now. */
  public int liveConnections() {
    synchronized (lock) {
      return links.size();
    }
  }

  /** How many connections were taken in all. */
  public long totalConnections() {
    return connections.get();
  }

  /** How many bytes were passed to the target. */
  public long bytesToTarget() {
    return bytesToTarget.get();
  }

  /** How many bytes came from the target and were passed on. */
  public long bytesFromTarget() {
    return bytesFromTarget.get();
  }

  /**
   * Resets all connections there are: both ends get an RST. New ones are taken.
   *
   * @return how many
   */
  public int cut() {
    List<TcpLink> live;
    synchronized (lock) {
      live = List.copyOf(links);
    }
    live.forEach(TcpLink::reset);
    return live.size();
  }

  /** Lets no new connections in: who connects is refused. Those there are go on. */
  public void refuse() {
    ServerSocket socket;
    Thread thread;
    synchronized (lock) {
      socket = listener;
      thread = acceptor;
      listener = null;
      acceptor = null;
    }
    if (socket != null && thread != null) {
      TcpLink.closeQuietly(socket);
      join(thread);
    }
  }

  /** Lets new connections in again. */
  public void accept() {
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("Cannot listen on port " + port + ": the proxy is closed");
      }
      if (listener == null) {
        try {
          listen();
        } catch (IOException problem) {
          throw new UncheckedIOException("Cannot listen on port " + port, problem);
        }
      }
    }
  }

  /**
   * Stops the flow of bytes, both ways, without closing anything. New connections are taken, and
   * stand still as well. What was being written at this moment may still arrive.
   */
  public void pause() {
    synchronized (lock) {
      paused = true;
    }
  }

  /** Lets the bytes flow again; none was lost. */
  public void resume() {
    synchronized (lock) {
      paused = false;
      lock.notifyAll();
    }
  }

  /** Resets all connections, stops listening and ends all threads. */
  @Override
  public void close() {
    List<TcpLink> live;
    synchronized (lock) {
      closed = true;
      live = List.copyOf(links);
    }
    refuse();
    live.forEach(TcpLink::reset);
    live.forEach(TcpLink::await);
  }

  private void listen() throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host()), port), BACKLOG);
    } catch (IOException taken) {
      socket.close();
      throw taken;
    }
    Thread thread = new Thread(() -> acceptAll(socket), "tcp-proxy-" + port);
    thread.setDaemon(true);
    synchronized (lock) {
      listener = socket;
      acceptor = thread;
    }
    thread.start();
  }

  private void acceptAll(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        take(socket.accept());
      } catch (IOException refusing) {
        // The loop ends when the socket is closed; anything else concerns one client only.
      }
    }
  }

  private void take(Socket client) {
    String name = "tcp-proxy-" + port + "-" + connections.incrementAndGet();
    TcpLink link = new TcpLink(this, client, targetHost, targetPort, name);
    boolean welcome;
    synchronized (lock) {
      welcome = !closed;
      if (welcome) {
        links.add(link);
      }
    }
    if (welcome) {
      link.start();
    } else {
      link.reset();
    }
  }

  /** Waits while bytes must not flow. */
  void awaitFlow(TcpLink link) throws InterruptedException {
    synchronized (lock) {
      while (paused && !link.isReset()) {
        lock.wait();
      }
    }
  }

  /** Wakes links that wait for the flow: one of them was reset. */
  void wake() {
    synchronized (lock) {
      lock.notifyAll();
    }
  }

  void forget(TcpLink link) {
    synchronized (lock) {
      links.remove(link);
    }
  }

  void passed(boolean toTarget, int bytes) {
    (toTarget ? bytesToTarget : bytesFromTarget).addAndGet(bytes);
  }

  private static void join(Thread thread) {
    try {
      thread.join(5_000);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
