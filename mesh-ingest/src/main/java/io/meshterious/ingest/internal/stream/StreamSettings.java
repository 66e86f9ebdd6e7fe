// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.stream;

import io.meshterious.core.place.PlaceOptions;
import io.meshterious.ingest.internal.broker.SourceErrors;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.rabbitmq.BrokerSettings;
import java.util.List;
import java.util.Optional;

/**
 * How to connect and read.
 *
 * @param advertised whether to connect where the broker says, and not where the URI does
 * @param stream the name of the stream
 * @param divided whether that is a super stream, which consists of others
 * @param from where to begin when no position is stored
 * @param credits how many pieces of the stream may be delivered and not read
 * @param skipsGaps whether to go on behind events that the stream does not have any more
 */
record StreamSettings(
    BrokerSettings broker,
    boolean advertised,
    String stream,
    boolean divided,
    Beginning from,
    int credits,
    boolean skipsGaps) {
  private static final String TLS_SCHEME = "rabbitmq-stream+tls";
  private static final int PORT = 5552;
  private static final int TLS_PORT = 5551;
  private static final int CREDITS = 10;
  private static final int LONGEST_NAME = 255;

  static StreamSettings of(SourceRequest request, PlaceOptions options) {
    boolean tls = request.place().scheme().equals(TLS_SCHEME);
    Optional<String> one = options.text("stream");
    Optional<String> several = options.text("super-stream");
    if (one.isPresent() && several.isPresent()) {
      throw options.invalid("super-stream", several.get(), "only without the option stream");
    }
    String stream = several.or(() -> one).orElse(request.pipeline());
    if (stream.length() > LONGEST_NAME) {
      throw options.invalid(
          several.isPresent() ? "super-stream" : "stream",
          stream,
          "at most " + LONGEST_NAME + " characters");
    }
    return new StreamSettings(
        BrokerSettings.of(request.place(), options, SourceErrors.ALL, tls, tls ? TLS_PORT : PORT),
        options
            .choice("connect-to", List.of("uri", "advertised"))
            .equals(Optional.of("advertised")),
        stream,
        several.isPresent(),
        Beginning.of(options),
        options.count("credits", 1, 1_000).orElse(CREDITS),
        options.choice("gap", List.of("stop", "skip")).equals(Optional.of("skip")));
  }

  /** How to read a stream that is a part of this one. */
  StreamSettings partition(String name) {
    return new StreamSettings(broker, advertised, name, false, from, credits, skipsGaps);
  }

  @Override
  public String toString() {
    return (divided ? "super stream '" : "stream '") + stream + "'";
  }
}
