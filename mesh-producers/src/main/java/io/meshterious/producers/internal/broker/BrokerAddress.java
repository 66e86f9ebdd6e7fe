// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.target.TargetOptions;
import io.meshterious.producers.target.TargetRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a RabbitMQ is, and who comes.
 *
 * @param shown the target's URI without password
 * @param host the name or address of the machine
 * @param port the port there
 * @param user the user's name
 * @param password the user's password
 * @param virtualHost the virtual host
 */
public record BrokerAddress(
    String shown, String host, int port, String user, String password, String virtualHost) {
  private static final Pattern PLACE =
      Pattern.compile("//(?:([^@/]*)@)?(\\[[0-9a-fA-F:.]+]|[^@/:\\[\\]]+)(?::(\\d{1,5}))?(/.*)?");
  private static final String GUEST = "guest";

  /**
   * The address in a URI such as {@code amqp://user:password@host:port/virtual-host}.
   *
   * @param port the port where the URI states none
   */
  public static BrokerAddress of(TargetRequest request, TargetOptions options, int port) {
    Optional<String> variable = options.text("password-env");
    String rest = request.uri().getRawSchemeSpecificPart();
    int query = rest.indexOf('?');
    Matcher place = PLACE.matcher(query < 0 ? rest : rest.substring(0, query));
    if (!place.matches()) {
      throw invalid(request, "a host, such as amqp://localhost/virtual-host");
    }
    int given = place.group(3) == null ? port : Integer.parseInt(place.group(3));
    if (given < 1 || given > 65_535) {
      throw invalid(request, "a port from 1 to 65535");
    }
    String path = Optional.ofNullable(place.group(4)).orElse("/");
    if (path.indexOf('/', 1) >= 0) {
      throw invalid(request, "one virtual host; a slash in its name is written %2F");
    }
    String userInfo = Optional.ofNullable(place.group(1)).orElse("");
    int colon = userInfo.indexOf(':');
    String user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
    String password = decode(colon < 0 ? "" : userInfo.substring(colon + 1));
    if (variable.isPresent()) {
      if (colon >= 0) {
        throw options.invalid("password-env", variable.get(), "only without a password in the URI");
      }
      password = secret(options, "password-env", variable.get());
    } else if (userInfo.isEmpty()) {
      password = GUEST;
    }
    return new BrokerAddress(
        request.shown(),
        place.group(2),
        given,
        user.isEmpty() ? GUEST : user,
        password,
        path.equals("/") ? "/" : decode(path.substring(1)));
  }

  /** What an environment variable holds that an option names. */
  static String secret(TargetOptions options, String option, String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .orElseThrow(
            () ->
                options.invalid(
                    option, variable, "the name of an environment variable that is set"));
  }

  private static String decode(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static MeshException invalid(TargetRequest request, String rule) {
    return new MeshException(
        ProducerError.TARGET_INVALID, "Invalid target: '" + request.shown() + "' (" + rule + ")");
  }

  /** The host without the brackets that an IPv6 address has in a URI. */
  public String plainHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** A failure to open the target. */
  public MeshException failure(ProducerError error, String why, Throwable cause) {
    return new MeshException(error, "Cannot open target '" + shown + "': " + why, cause);
  }

  /** Host and port, as people write them. */
  public String hostAndPort() {
    return host + ":" + port;
  }

  @Override
  public String toString() {
    return shown;
  }
}
