// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.broker;

import io.meshterious.ingest.source.SourceError;
import io.meshterious.rabbitmq.BrokerErrors;

/** What the failures of a broker are to a source. */
public final class SourceErrors {
  /** The codes of sources. */
  public static final BrokerErrors ALL =
      new BrokerErrors(
          "read from",
          SourceError.SOURCE_UNREACHABLE,
          SourceError.SOURCE_REFUSED_LOGIN,
          SourceError.SOURCE_DIFFERS,
          SourceError.SOURCE_UNTRUSTED);

  private SourceErrors() {}
}
