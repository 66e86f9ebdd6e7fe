// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ProtocolVersionMismatchException;
import com.rabbitmq.client.ShutdownSignalException;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.internal.broker.BrokerAddress;
import io.meshterious.producers.internal.broker.NetworkFailure;
import io.meshterious.producers.internal.broker.Probe;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why there is no connection, with a code for each cause and what would help. */
final class ConnectFailure {
  private static final int NOT_ALLOWED = 530;
  private static final Pattern ARGUMENT = Pattern.compile("inequivalent arg '([^']+)'");
  private static final Pattern WHAT_DIFFERS = Pattern.compile("received (.+?) but current is (.+)");

  private final RabbitSettings settings;
  private final BrokerAddress address;

  ConnectFailure(RabbitSettings settings) {
    this.settings = settings;
    this.address = settings.address();
  }

  /** Why the connection failed. */
  MeshException of(Throwable problem) {
    if (has(problem, AuthenticationFailureException.class)
        || has(problem, PossibleAuthenticationFailureException.class)) {
      return address.failure(
          ProducerError.TARGET_REFUSED_LOGIN,
          "the broker does not know user '" + address.user() + "' with this password",
          problem);
    } else if (has(problem, ProtocolVersionMismatchException.class)) {
      return address.failure(
          ProducerError.TARGET_DIFFERS, "the broker does not speak AMQP 0-9-1", problem);
    }
    Optional<MeshException> said =
        signal(problem).flatMap(signal -> ofClose(signal.getReason(), problem));
    return said.orElseGet(() -> NetworkFailure.of(address, settings.tls(), problem, Probe::amqp));
  }

  private Optional<MeshException> ofClose(Method reason, Throwable problem) {
    if (!(reason instanceof AMQP.Connection.Close close)) {
      return Optional.empty();
    }
    String text = close.getReplyText();
    if (close.getReplyCode() == NOT_ALLOWED && text.contains("not found")) {
      return Optional.of(
          address.failure(
              ProducerError.TARGET_REFUSED_LOGIN,
              "there is no virtual host '" + address.virtualHost() + "'",
              problem));
    } else if (close.getReplyCode() == NOT_ALLOWED) {
      return Optional.of(
          address.failure(
              ProducerError.TARGET_REFUSED_LOGIN,
              "user '"
                  + address.user()
                  + "' may not enter the virtual host '"
                  + address.virtualHost()
                  + "' ("
                  + text
                  + ")",
              problem));
    } else if (close.getReplyCode() == AMQP.ACCESS_REFUSED) {
      return Optional.of(address.failure(ProducerError.TARGET_REFUSED_LOGIN, text, problem));
    }
    return Optional.of(
        address.failure(
            ProducerError.TARGET_UNREACHABLE,
            "the broker closed the connection: " + text,
            problem));
  }

  /** Why the queue or exchange cannot be used. */
  MeshException toPrepare(Destination destination, Throwable problem) {
    Method reason = signal(problem).map(ShutdownSignalException::getReason).orElse(null);
    if (!(reason instanceof AMQP.Channel.Close close)) {
      return of(problem);
    }
    String text = close.getReplyText();
    if (close.getReplyCode() == AMQP.PRECONDITION_FAILED) {
      return address.failure(
          ProducerError.TARGET_DIFFERS,
          destination
              + " is declared in another way"
              + difference(text)
              + "; say the same in the URI, or declare=none to take it as it is",
          problem);
    } else if (close.getReplyCode() == AMQP.NOT_FOUND && text.contains("no ")) {
      return address.failure(
          ProducerError.TARGET_DIFFERS,
          "there is no "
              + destination
              + " in virtual host '"
              + address.virtualHost()
              + "'; declare it, or let the option declare do so",
          problem);
    } else if (close.getReplyCode() == AMQP.ACCESS_REFUSED) {
      return ofRefusal(text);
    } else if (close.getReplyCode() == AMQP.RESOURCE_LOCKED) {
      return address.failure(
          ProducerError.TARGET_DIFFERS, destination + " belongs to another connection", problem);
    }
    return address.failure(
        ProducerError.TARGET_UNREACHABLE,
        "the broker cannot give " + destination + " now: " + text,
        problem);
  }

  private static String difference(String text) {
    Matcher argument = ARGUMENT.matcher(text);
    Matcher values = WHAT_DIFFERS.matcher(text);
    if (!argument.find()) {
      return " (" + text + ")";
    }
    String what = ": '" + argument.group(1) + "' differs";
    return values.find()
        ? what + ", asked for " + value(values.group(1)) + ", there is " + value(values.group(2))
        : what;
  }

  private static String value(String said) {
    return said.replaceAll("the value | of type '[^']*'|, class-id.*", "");
  }

  /** The broker does not let the user do something. */
  MeshException ofRefusal(String text) {
    return new MeshException(
        ProducerError.TARGET_REFUSED_LOGIN,
        "Cannot publish to '"
            + address
            + "': the user '"
            + address.user()
            + "' lacks a permission ("
            + text
            + ")");
  }

  private static Optional<ShutdownSignalException> signal(Throwable problem) {
    for (Throwable it = problem; it != null; it = it.getCause()) {
      if (it instanceof ShutdownSignalException signal) {
        return Optional.of(signal);
      }
    }
    return Optional.empty();
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
