// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

import io.meshterious.producers.ProducerError;
import io.meshterious.rabbitmq.BrokerErrors;

/** What the failures of a broker are to a target. */
public final class TargetErrors {
  /** The codes of targets. */
  public static final BrokerErrors ALL =
      new BrokerErrors(
          "publish to",
          ProducerError.TARGET_UNREACHABLE,
          ProducerError.TARGET_REFUSED_LOGIN,
          ProducerError.TARGET_DIFFERS,
          ProducerError.TARGET_UNTRUSTED);

  private TargetErrors() {}
}
