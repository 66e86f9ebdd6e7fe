// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import io.meshterious.core.error.ErrorCode;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.place.Place;
import io.meshterious.core.place.PlaceOptions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a RabbitMQ is, and who comes.
 *
 * @param place the place that has the address
 * @param errors what its failures are called
 * @param host the name or address of the machine
 * @param port the port there
 * @param user the user's name
 * @param password the user's password
 * @param virtualHost the virtual host
 */
public record BrokerAddress(
    Place place,
    BrokerErrors errors,
    String host,
    int port,
    String user,
    String password,
    String virtualHost) {
  private static final Pattern AUTHORITY =
      Pattern.compile("//(?:([^@/]*)@)?(\\[[0-9a-fA-F:.]+]|[^@/:\\[\\]]+)(?::(\\d{1,5}))?(/.*)?");
  private static final String GUEST = "guest";

  /**
   * The address in a URI such as {@code amqp://user:password@host:port/virtual-host}.
   *
   * @param errors what failures are called
   * @param port the port where the URI states none
   */
  public static BrokerAddress of(Place place, PlaceOptions options, BrokerErrors errors, int port) {
    Optional<String> variable = options.text("password-env");
    Matcher parts = AUTHORITY.matcher(place.rawName());
    if (!parts.matches()) {
      throw place.invalid("a host, such as amqp://localhost/virtual-host");
    }
    int given = parts.group(3) == null ? port : Integer.parseInt(parts.group(3));
    if (given < 1 || given > 65_535) {
      throw place.invalid("a port from 1 to 65535");
    }
    String path = Optional.ofNullable(parts.group(4)).orElse("/");
    if (path.indexOf('/', 1) >= 0) {
      throw place.invalid("one virtual host; a slash in its name is written %2F");
    }
    String userInfo = Optional.ofNullable(parts.group(1)).orElse("");
    int colon = userInfo.indexOf(':');
    String user = Place.decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
    String password = Place.decode(colon < 0 ? "" : userInfo.substring(colon + 1));
    if (variable.isPresent()) {
      if (colon >= 0) {
        throw options.invalid("password-env", variable.get(), "only without a password in the URI");
      }
      password = secret(options, "password-env", variable.get());
    } else if (userInfo.isEmpty()) {
      password = GUEST;
    }
    return new BrokerAddress(
        place,
        errors,
        parts.group(2),
        given,
        user.isEmpty() ? GUEST : user,
        password,
        path.equals("/") ? "/" : Place.decode(path.substring(1)));
  }

  /** What an environment variable holds that an option names. */
  static String secret(PlaceOptions options, String option, String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .orElseThrow(
            () ->
                options.invalid(
                    option, variable, "the name of an environment variable that is set"));
  }

  /** The host without the brackets that an IPv6 address has in a URI. */
  public String plainHost() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** A failure to open the place. */
  public MeshException failure(ErrorCode error, String why, Throwable cause) {
    return new MeshException(error, "Cannot open " + place + ": " + why, cause);
  }

  /** The broker does not let the user do something. */
  public MeshException refusal(String text) {
    return new MeshException(
        errors.refused(),
        "Cannot "
            + errors.does()
            + " '"
            + this
            + "': the user '"
            + user
            + "' lacks a permission ("
            + text
            + ")");
  }

  /** Host and port, as people write them. */
  public String hostAndPort() {
    return host + ":" + port;
  }

  /** The URI without its password. */
  @Override
  public String toString() {
    return place.shown();
  }
}
