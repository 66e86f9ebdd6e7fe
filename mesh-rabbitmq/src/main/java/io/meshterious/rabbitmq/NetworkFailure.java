// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import io.meshterious.core.error.MeshException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;

/** Says what is wrong with the network or with TLS when no connection comes about. */
public final class NetworkFailure {
  private NetworkFailure() {}

  /**
   * Why there is no connection.
   *
   * @param tls whether it should be encrypted
   * @param probe finds out what listens there, if that is not clear yet
   */
  public static MeshException of(
      BrokerAddress address, boolean tls, Throwable problem, Function<BrokerAddress, Probe> probe) {
    String place = address.hostAndPort();
    if (has(problem, UnknownHostException.class)
        || has(problem, UnresolvedAddressException.class)) {
      return unreachable(address, "nobody knows the host '" + address.host() + "'", problem);
    } else if (has(problem, NoRouteToHostException.class)) {
      return unreachable(address, "there is no way to " + place, problem);
    } else if (has(problem, ConnectException.class) && !says(problem, "timed out")) {
      return unreachable(address, "nobody listens at " + place, problem);
    } else if (has(problem, CertificateException.class)
        || has(problem, CertPathBuilderException.class)) {
      return untrusted(address, problem);
    }
    Probe found = probe.apply(address);
    if (tls && (found == Probe.PLAIN || says(problem, "unrecognized SSL message"))) {
      return address.failure(
          address.errors().differs(),
          place + " does not speak TLS; take the scheme without it, or the port with it",
          problem);
    } else if (!tls && found == Probe.TLS) {
      return address.failure(
          address.errors().differs(),
          place + " speaks TLS; take the scheme with it, or the port without it",
          problem);
    } else if (found == Probe.OTHER) {
      return address.failure(
          address.errors().differs(), place + " speaks another protocol", problem);
    } else if (has(problem, SSLException.class)) {
      return address.failure(
          address.errors().untrusted(), "TLS failed: " + reason(problem), problem);
    } else if (has(problem, SocketTimeoutException.class) || has(problem, TimeoutException.class)) {
      return unreachable(address, "no answer from " + place, problem);
    }
    return unreachable(
        address,
        place + " closed the connection; is that a RabbitMQ? (" + reason(problem) + ")",
        problem);
  }

  private static MeshException unreachable(BrokerAddress address, String why, Throwable problem) {
    return address.failure(address.errors().unreachable(), why, problem);
  }

  private static MeshException untrusted(BrokerAddress address, Throwable problem) {
    String why =
        has(problem, CertPathBuilderException.class)
            ? "nobody who is trusted has signed its certificate; name a file of trusted"
                + " certificates with trust-store"
            : "its certificate is not accepted: " + reason(problem);
    return address.failure(address.errors().untrusted(), why, problem);
  }

  private static String reason(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }

  private static boolean says(Throwable problem, String part) {
    for (Throwable it = problem; it != null; it = it.getCause()) {
      if (String.valueOf(it.getMessage())
          .toLowerCase(Locale.ROOT)
          .contains(part.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(Throwable problem, Class<? extends Throwable> type) {
    for (Throwable it = problem; it != null; it = it.getCause()) {
      if (type.isInstance(it)) {
        return true;
      }
    }
    return false;
  }
}
