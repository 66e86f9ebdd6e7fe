// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of the loopback interface that nobody listens on. They lie below those that the system
 * gives to outgoing connections, so that a server may stop and find its port free when it starts
 * again, while its clients try to connect all the time.
 */
public final class FreePorts {
  private static final int LEAST = 10_000;
  private static final int MOST = 32_000;
  private static final int ATTEMPTS = 10_000;
  private static final Path OUTGOING = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePorts() {}

  /** A port that this JVM was not given before. */
  public static int next() {
    return next(1).get(0);
  }

  /**
   * Several ports, all different, that this JVM was not given before. Another process may still
   * take one before it is used: who starts a server with them should try others when it fails.
   *
   * @param count how many
   */
  public static synchronized List<Integer> next(int count) {
    int bound = bound();
    List<Integer> ports = new ArrayList<>();
    for (int attempt = 0; attempt < ATTEMPTS && ports.size() < count; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LEAST, bound);
      if (!GIVEN.contains(port) && free(port)) {
        GIVEN.add(port);
        ports.add(port);
      }
    }
    if (ports.size() < count) {
      throw new IllegalStateException(
          "Cannot find " + count + " free ports from " + LEAST + " to " + (bound - 1));
    }
    return List.copyOf(ports);
  }

  /** Below the first port of outgoing connections, if that leaves enough. */
  private static int bound() {
    try {
      int first = Integer.parseInt(Files.readString(OUTGOING).strip().split("\\s+", -1)[0]);
      return first < LEAST + 2_000 ? MOST : Math.min(first, MOST);
    } catch (IOException | UncheckedIOException | NumberFormatException unknown) {
      return MOST;
    }
  }

  private static boolean free(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
