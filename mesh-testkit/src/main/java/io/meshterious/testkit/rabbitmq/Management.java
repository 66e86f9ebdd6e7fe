// SPDX-License-Identifier: Apache-2.0
package io.meshterious.testkit.rabbitmq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/** The management HTTP API of a RabbitMQ node. */
final class Management {
  private static final int MILLIS = 30_000;

  private final URI base;
  private final String authorization;

  /**
   * The API at an address.
   *
   * @param base scheme, host and port
   * @param userInfo user and password as they stand in a URI
   */
  Management(URI base, String userInfo) {
    this.base = base;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8)
                        .getBytes(StandardCharsets.UTF_8));
  }

  /** A name as a part of a path. */
  static String encode(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  URI base() {
    return base;
  }

  /** Creates or changes what is at a path, given by its parts. */
  void put(String json, String... path) {
    call("PUT", json, path);
  }

  /** Removes what is at a path, given by its parts. */
  void delete(String... path) {
    call("DELETE", "", path);
  }

  private void call(String method, String json, String... path) {
    String where =
        Arrays.stream(path).map(Management::encode).collect(Collectors.joining("/", "/api/", ""));
    String what = method + " " + where + " at " + base;
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(base + where).toURL().openConnection();
      connection.setConnectTimeout(MILLIS);
      connection.setReadTimeout(MILLIS);
      connection.setRequestMethod(method);
      connection.setRequestProperty("Authorization", authorization);
      if (!json.isEmpty()) {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
      }
      int status = connection.getResponseCode();
      if (status >= 300) {
        throw new IllegalStateException(
            "Cannot " + what + ": HTTP status " + status + " " + body(connection));
      }
      connection.getInputStream().close();
    } catch (IOException problem) {
      throw new UncheckedIOException("Cannot " + what, problem);
    }
  }

  private static String body(HttpURLConnection connection) throws IOException {
    try (InputStream stream = connection.getErrorStream()) {
      return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
