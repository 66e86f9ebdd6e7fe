// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
  private static final int BRIEFLY_MILLIS = 300;
  private static final int LONG_MILLIS = 10_000;

  private ServerSocket echo;
  private ExecutorService threads;
  private TcpProxy proxy;

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads = Executors.newCachedThreadPool();
    threads.execute(this::serve);
    proxy = TcpProxy.to("127.0.0.1", echo.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    echo.close();
    threads.shutdownNow();
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        threads.execute(() -> repeat(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void repeat(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException cut) {
      // The client sees what happened.
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(proxy.host(), proxy.port());
    socket.setSoTimeout(LONG_MILLIS);
    return socket;
  }

  private static byte[] exchange(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return socket.getInputStream().readNBytes(bytes.length);
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(5);
    }
  }

  @Test
  void connection_passesBytesBothWays_andCountsThem() throws Exception {
    // Given
    byte[] bytes = new byte[1_000_000];
    new Random(1).nextBytes(bytes);

    // When
    byte[] answer;
    int live;
    try (Socket socket = connect()) {
      Future<Void> written =
          threads.submit(
              () -> {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
                return null;
              });
      answer = socket.getInputStream().readAllBytes();
      live = proxy.liveConnections();
      written.get();
    }

    // Then
    assertThat(Arrays.equals(answer, bytes)).isTrue();
    assertThat(live).isBetween(0, 1);
    assertThat(proxy.totalConnections()).isEqualTo(1);
    assertThat(proxy.bytesToTarget()).isEqualTo(bytes.length);
    assertThat(proxy.bytesFromTarget()).isEqualTo(bytes.length);
    until(() -> proxy.liveConnections() == 0);
  }

  @Test
  void cut_resetsLiveConnections_andTakesNewOnes() throws Exception {
    try (Socket first = connect();
        Socket second = connect()) {
      // Given
      exchange(first, new byte[] {1});
      exchange(second, new byte[] {2});

      // When
      int cut = proxy.cut();

      // Then
      assertThat(cut).isEqualTo(2);
      for (Socket socket : List.of(first, second)) {
        assertThatThrownBy(() -> socket.getInputStream().read())
            .isInstanceOf(SocketException.class)
            .hasMessageContaining("reset");
      }
      until(() -> proxy.liveConnections() == 0);
      try (Socket third = connect()) {
        assertThat(exchange(third, new byte[] {3})).containsExactly(3);
      }
    }
  }

  @Test
  void cut_resetsTheTargetToo() throws Exception {
    // Given
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TcpProxy before = TcpProxy.to("127.0.0.1", server.getLocalPort());
        Socket client = new Socket(before.host(), before.port());
        Socket seen = server.accept()) {
      seen.setSoTimeout(LONG_MILLIS);
      client.getOutputStream().write(1);
      assertThat(seen.getInputStream().read()).isEqualTo(1);

      // When
      before.cut();

      // Then
      assertThatThrownBy(() -> seen.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void refuse_refusesNewConnections_andKeepsLiveOnes() throws Exception {
    try (Socket socket = connect()) {
      // Given
      exchange(socket, new byte[] {1});

      // When
      proxy.refuse();

      // Then
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
      assertThat(exchange(socket, new byte[] {2})).containsExactly(2);
    }
  }

  @Test
  void accept_afterRefuse_takesConnectionsOnTheSamePort() throws Exception {
    // Given
    int port = proxy.port();
    proxy.refuse();
    proxy.refuse();

    // When
    proxy.accept();
    proxy.accept();

    // Then
    assertThat(proxy.port()).isEqualTo(port);
    try (Socket socket = connect()) {
      assertThat(exchange(socket, new byte[] {1})).containsExactly(1);
    }
  }

  @Test
  void pause_stopsBytes_resumeDeliversThem() throws Exception {
    try (Socket socket = connect()) {
      // Given
      exchange(socket, new byte[] {1});
      proxy.pause();
      socket.getOutputStream().write(new byte[] {2, 3});
      socket.setSoTimeout(BRIEFLY_MILLIS);
      InputStream answers = socket.getInputStream();
      assertThatThrownBy(answers::read).isInstanceOf(SocketTimeoutException.class);

      // When
      proxy.resume();

      // Then
      socket.setSoTimeout(LONG_MILLIS);
      assertThat(answers.readNBytes(2)).containsExactly(2, 3);
      assertThat(proxy.bytesToTarget()).isEqualTo(3);
    }
  }

  @Test
  void pause_newConnection_isTakenAndStandsStill() throws Exception {
    // Given
    proxy.pause();

    // When
    try (Socket socket = connect()) {
      socket.getOutputStream().write(1);

      // Then
      socket.setSoTimeout(BRIEFLY_MILLIS);
      InputStream answers = socket.getInputStream();
      assertThatThrownBy(answers::read).isInstanceOf(SocketTimeoutException.class);
      assertThat(proxy.liveConnections()).isEqualTo(1);
    }
  }

  @Test
  void cut_whilePaused_resets() throws Exception {
    try (Socket socket = connect()) {
      // Given
      exchange(socket, new byte[] {1});
      proxy.pause();
      socket.getOutputStream().write(2);

      // When
      proxy.cut();

      // Then
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
      until(() -> proxy.liveConnections() == 0);
    }
  }

  @Test
  void target_thatIsNotThere_resetsTheClient() throws Exception {
    // Given
    try (TcpProxy before = TcpProxy.to("127.0.0.1", FreePorts.next());

        // When
        Socket socket = new Socket(before.host(), before.port())) {
      socket.setSoTimeout(LONG_MILLIS);

      // Then
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void target_thatEnds_endsTheClient() throws Exception {
    // Given
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TcpProxy before = TcpProxy.to("127.0.0.1", server.getLocalPort());
        Socket client = new Socket(before.host(), before.port())) {
      client.setSoTimeout(LONG_MILLIS);

      // When
      server.accept().close();

      // Then
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void close_refusesAndEndsAllThreads() throws Exception {
    // Given
    String mine = "tcp-proxy-" + proxy.port();
    try (Socket socket = connect()) {
      exchange(socket, new byte[] {1});
      proxy.pause();
      socket.getOutputStream().write(2);
      assertThat(threadsNamed(mine)).isEqualTo(3);

      // When
      proxy.close();

      // Then
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
      assertThat(threadsNamed(mine)).isZero();
      assertThatThrownBy(proxy::accept).isInstanceOf(IllegalStateException.class);
    }
  }

  private static long threadsNamed(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(it -> it.isAlive() && it.getName().startsWith(prefix))
        .count();
  }

  @Test
  void through_uri_changesOnlyHostAndPort() {
    // Given
    URI uri = URI.create("amqp://a%40b:c@example.org:5672/%2F?heartbeat=10");

    // When
    URI through = proxy.through(uri);

    // Then
    assertThat(through)
        .hasToString("amqp://a%40b:c@127.0.0.1:" + proxy.port() + "/%2F?heartbeat=10");
  }

  @Test
  void to_uriWithoutPort_isRefused() {
    assertThatThrownBy(() -> TcpProxy.to(URI.create("amqp://user:secret@example.org/")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no host and port")
        .hasMessageNotContaining("secret");
  }

  @Test
  void freePorts_areDifferent_andNotGivenTwice() {
    // When
    List<Integer> first = FreePorts.next(50);
    List<Integer> second = FreePorts.next(50);

    // Then
    assertThat(first).doesNotHaveDuplicates().doesNotContainAnyElementsOf(second);
    assertThat(second).allMatch(it -> it >= 10_000 && it < 32_768);
  }
}
