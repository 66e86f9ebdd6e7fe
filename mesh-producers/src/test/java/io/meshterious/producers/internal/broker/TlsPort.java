// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * A port that speaks TLS, with a certificate for {@code localhost} that it has signed itself, and
 * passes what it decrypts to a port without TLS; to none, it takes connections and says nothing.
 */
public final class TlsPort implements AutoCloseable {
  private static final String PASSWORD = "not-a-secret";

  private final Path folder;
  private final SSLServerSocket listener;
  private final @Nullable URI behind;

  private TlsPort(Path folder, SSLServerSocket listener, @Nullable URI behind) {
    this.folder = folder;
    this.listener = listener;
    this.behind = behind;
  }

  /**
   * Listens.
   *
   * @param folder where key and certificate are written
   * @param behind host and port to which the bytes are passed; null for none
   */
  public static TlsPort open(Path folder, @Nullable URI behind) throws Exception {
    Path keys = folder.resolve("keys.p12");
    keytool(
        "-genkeypair",
        "-keystore",
        keys.toString(),
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD,
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-validity",
        "2");
    keytool(
        "-exportcert",
        "-rfc",
        "-keystore",
        keys.toString(),
        "-storepass",
        PASSWORD,
        "-alias",
        "server",
        "-file",
        folder.resolve("certificate.pem").toString());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    SSLServerSocket listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    TlsPort port = new TlsPort(folder, listener, behind);
    daemon(port::acceptAll);
    return port;
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + said);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "tls-port");
    thread.setDaemon(true);
    thread.start();
  }

  /** The port. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Its certificate, in PEM. */
  public Path certificate() {
    return folder.resolve("certificate.pem");
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        daemon(() -> serve(client));
      } catch (IOException closed) {
        // The loop ends with the listener.
      }
    }
  }

  private void serve(Socket client) {
    try {
      if (behind == null) {
        client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        return;
      }
      Socket server = new Socket(behind.getHost(), behind.getPort());
      daemon(() -> pump(server, client));
      pump(client, server);
    } catch (IOException broken) {
      close(client);
    }
  }

  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        to.getOutputStream().write(buffer, 0, read);
        to.getOutputStream().flush();
      }
    } catch (IOException broken) {
      // Both ends are closed below.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // That is what was wanted.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    Files.deleteIfExists(folder.resolve("keys.p12"));
  }
}
