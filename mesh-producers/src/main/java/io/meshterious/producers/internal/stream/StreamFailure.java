// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import com.rabbitmq.stream.AuthenticationFailureException;
import com.rabbitmq.stream.Constants;
import com.rabbitmq.stream.StreamDoesNotExistException;
import com.rabbitmq.stream.StreamException;
import io.meshterious.core.error.MeshException;
import io.meshterious.producers.ProducerError;
import io.meshterious.producers.internal.broker.BrokerAddress;
import io.meshterious.producers.internal.broker.NetworkFailure;
import io.meshterious.producers.internal.broker.Probe;
import java.util.Optional;

/** Says why there is no connection to a stream, with a code for each cause and what would help. */
final class StreamFailure {
  private StreamFailure() {}

  /** Why the connection failed. */
  static MeshException of(StreamSettings settings, Throwable problem) {
    BrokerAddress address = settings.address();
    if (find(problem, AuthenticationFailureException.class).isPresent()
        || code(problem) == Constants.RESPONSE_CODE_AUTHENTICATION_FAILURE
        || code(problem) == Constants.RESPONSE_CODE_AUTHENTICATION_FAILURE_LOOPBACK) {
      return address.failure(
          ProducerError.TARGET_REFUSED_LOGIN,
          "the broker does not know user '" + address.user() + "' with this password",
          problem);
    } else if (code(problem) == Constants.RESPONSE_CODE_VIRTUAL_HOST_ACCESS_FAILURE
        || String.valueOf(problem.getMessage()).contains("VIRTUAL_HOST_ACCESS_FAILURE")) {
      return address.failure(
          ProducerError.TARGET_REFUSED_LOGIN,
          "there is no virtual host '"
              + address.virtualHost()
              + "', or user '"
              + address.user()
              + "' may not enter it",
          problem);
    }
    return NetworkFailure.of(address, settings.tls(), problem, Probe::stream);
  }

  /** Why the stream cannot be used. */
  static MeshException toPrepare(StreamSettings settings, RuntimeException problem) {
    BrokerAddress address = settings.address();
    int code = code(problem);
    if (code == Constants.RESPONSE_CODE_PRECONDITION_FAILED) {
      return address.failure(
          ProducerError.TARGET_DIFFERS,
          settings
              + " is declared in another way, or is a queue; say the same in the URI, or"
              + " declare=false to take it as it is",
          problem);
    } else if (code == Constants.RESPONSE_CODE_STREAM_DOES_NOT_EXIST
        || find(problem, StreamDoesNotExistException.class).isPresent()) {
      return address.failure(
          ProducerError.TARGET_DIFFERS,
          "there is no " + settings + " in virtual host '" + address.virtualHost() + "'",
          problem);
    } else if (code == Constants.RESPONSE_CODE_ACCESS_REFUSED) {
      return address.failure(
          ProducerError.TARGET_REFUSED_LOGIN,
          "the user '" + address.user() + "' lacks a permission for " + settings,
          problem);
    } else if (code > 0) {
      return address.failure(
          ProducerError.TARGET_UNREACHABLE,
          "the broker cannot give " + settings + " now: " + problem.getMessage(),
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
