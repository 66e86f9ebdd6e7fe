// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ProtocolVersionMismatchException;
import com.rabbitmq.client.ShutdownSignalException;
import io.meshterious.core.error.MeshException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why there is no connection, with a code for each cause and what would help. */
public final class ConnectFailure {
  private static final int NOT_ALLOWED = 530;
  private static final Pattern ARGUMENT = Pattern.compile("inequivalent arg '([^']+)'");
  private static final Pattern WHAT_DIFFERS = Pattern.compile("received (.+?) but current is (.+)");

  private final boolean tls;
  private final BrokerAddress address;
  private final BrokerErrors errors;

  /** Failures of a connection with certain settings. */
  public ConnectFailure(BrokerSettings settings) {
    this.tls = settings.tls();
    this.address = settings.address();
    this.errors = address.errors();
  }

  /** Why the connection failed. */
  public MeshException of(Throwable problem) {
    if (has(problem, AuthenticationFailureException.class)
        || has(problem, PossibleAuthenticationFailureException.class)) {
      return address.failure(
          errors.refused(),
          "the broker does not know user '" + address.user() + "' with this password",
          problem);
    } else if (has(problem, ProtocolVersionMismatchException.class)) {
      return address.failure(errors.differs(), "the broker does not speak AMQP 0-9-1", problem);
    }
    Optional<MeshException> said =
        signal(problem).flatMap(signal -> ofClose(signal.getReason(), problem));
    return said.orElseGet(() -> NetworkFailure.of(address, tls, problem, Probe::amqp));
  }

  private Optional<MeshException> ofClose(Method reason, Throwable problem) {
    if (!(reason instanceof AMQP.Connection.Close close)) {
      return Optional.empty();
    }
    String text = close.getReplyText();
    if (close.getReplyCode() == NOT_ALLOWED && text.contains("not found")) {
      return Optional.of(
          address.failure(
              errors.refused(),
              "there is no virtual host '" + address.virtualHost() + "'",
              problem));
    } else if (close.getReplyCode() == NOT_ALLOWED) {
      return Optional.of(
          address.failure(
              errors.refused(),
              "user '"
                  + address.user()
                  + "' may not enter the virtual host '"
                  + address.virtualHost()
                  + "' ("
                  + text
                  + ")",
              problem));
    } else if (close.getReplyCode() == AMQP.ACCESS_REFUSED) {
      return Optional.of(address.failure(errors.refused(), text, problem));
    }
    return Optional.of(
        address.failure(
            errors.unreachable(), "the broker closed the connection: " + text, problem));
  }

  /**
   * Why a queue or exchange cannot be used.
   *
   * @param destination what it is, such as {@code queue 'orders'}
   */
  public MeshException toPrepare(String destination, Throwable problem) {
    Method reason = signal(problem).map(ShutdownSignalException::getReason).orElse(null);
    if (!(reason instanceof AMQP.Channel.Close close)) {
      return of(problem);
    }
    String text = close.getReplyText();
    if (close.getReplyCode() == AMQP.PRECONDITION_FAILED) {
      return address.failure(
          errors.differs(),
          destination
              + " is declared in another way"
              + difference(text)
              + "; say the same in the URI, or declare=none to take it as it is",
          problem);
    } else if (close.getReplyCode() == AMQP.NOT_FOUND && text.contains("no ")) {
      return address.failure(
          errors.differs(),
          "there is no "
              + destination
              + " in virtual host '"
              + address.virtualHost()
              + "'; declare it, or let the option declare do so",
          problem);
    } else if (close.getReplyCode() == AMQP.ACCESS_REFUSED) {
      return address.refusal(text);
    } else if (close.getReplyCode() == AMQP.RESOURCE_LOCKED) {
      return address.failure(
          errors.differs(), destination + " belongs to another connection", problem);
    }
    return address.failure(
        errors.unreachable(), "the broker cannot give " + destination + " now: " + text, problem);
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
