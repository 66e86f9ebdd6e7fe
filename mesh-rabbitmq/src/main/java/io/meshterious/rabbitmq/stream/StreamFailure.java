// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq.stream;

import com.rabbitmq.stream.AuthenticationFailureException;
import com.rabbitmq.stream.Constants;
import com.rabbitmq.stream.StreamDoesNotExistException;
import com.rabbitmq.stream.StreamException;
import io.meshterious.core.error.MeshException;
import io.meshterious.rabbitmq.BrokerAddress;
import io.meshterious.rabbitmq.BrokerSettings;
import io.meshterious.rabbitmq.NetworkFailure;
import io.meshterious.rabbitmq.Probe;
import java.util.Optional;

/** Says why there is no connection to a stream, with a code for each cause and what would help. */
public final class StreamFailure {
  private StreamFailure() {}

  /** Why the connection failed. */
  public static MeshException of(BrokerSettings settings, Throwable problem) {
    BrokerAddress address = settings.address();
    if (find(problem, AuthenticationFailureException.class).isPresent()
        || code(problem) == Constants.RESPONSE_CODE_AUTHENTICATION_FAILURE
        || code(problem) == Constants.RESPONSE_CODE_AUTHENTICATION_FAILURE_LOOPBACK) {
      return address.failure(
          address.errors().refused(),
          "the broker does not know user '" + address.user() + "' with this password",
          problem);
    } else if (code(problem) == Constants.RESPONSE_CODE_VIRTUAL_HOST_ACCESS_FAILURE
        || String.valueOf(problem.getMessage()).contains("VIRTUAL_HOST_ACCESS_FAILURE")) {
      return address.failure(
          address.errors().refused(),
          "there is no virtual host '"
              + address.virtualHost()
              + "', or user '"
              + address.user()
              + "' may not enter it",
          problem);
    }
    return NetworkFailure.of(address, settings.tls(), problem, Probe::stream);
  }

  /**
   * Why a stream cannot be used.
   *
   * @param stream what it is, such as {@code stream 'orders'}
   */
  public static MeshException toPrepare(
      BrokerSettings settings, String stream, RuntimeException problem) {
    BrokerAddress address = settings.address();
    int code = code(problem);
    if (code == Constants.RESPONSE_CODE_PRECONDITION_FAILED) {
      return address.failure(
          address.errors().differs(),
          stream
              + " is declared in another way, or is a queue; say the same in the URI, or"
              + " declare=false to take it as it is",
          problem);
    } else if (code == Constants.RESPONSE_CODE_STREAM_DOES_NOT_EXIST
        || find(problem, StreamDoesNotExistException.class).isPresent()) {
      return address.failure(
          address.errors().differs(),
          "there is no " + stream + " in virtual host '" + address.virtualHost() + "'",
          problem);
    } else if (code == Constants.RESPONSE_CODE_ACCESS_REFUSED) {
      return address.failure(
          address.errors().refused(),
          "the user '" + address.user() + "' lacks a permission for " + stream,
          problem);
    } else if (code > 0) {
      return address.failure(
          address.errors().unreachable(),
          "the broker cannot give " + stream + " now: " + problem.getMessage(),
          problem);
    }
    return of(settings, problem);
  }

  private static int code(Throwable problem) {
    return find(problem, StreamException.class).map(StreamException::getCode).orElse((short) -1);
  }

  private static <T extends Throwable> Optional<T> find(Throwable problem, Class<T> type) {
    for (Throwable it = problem; it != null; it = it.getCause()) {
      if (type.isInstance(it)) {
        return Optional.of(type.cast(it));
      }
    }
    return Optional.empty();
  }
}
