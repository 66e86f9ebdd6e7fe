// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import io.meshterious.core.place.PlaceOptions;
import io.meshterious.producers.internal.broker.TargetErrors;
import io.meshterious.producers.target.TargetRequest;
import io.meshterious.rabbitmq.BrokerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How to connect and publish.
 *
 * @param advertised whether to connect where the broker says, and not where the URI does
 * @param stream the name of the stream
 * @param declare whether it is declared
 * @param arguments what it is declared with
 * @param producer under which name the broker remembers what was published; empty for none
 * @param batchSize how many events are written to the network at once
 * @param subEntrySize how many events are one entry of the stream
 * @param compression how entries are compressed
 * @param window how many events may be published and not confirmed
 */
record StreamSettings(
    BrokerSettings broker,
    boolean advertised,
    String stream,
    boolean declare,
    Map<String, String> arguments,
    String producer,
    int batchSize,
    int subEntrySize,
    String compression,
    int window) {
  private static final String TLS_SCHEME = "rabbitmq-stream+tls";
  private static final int PORT = 5552;
  private static final int TLS_PORT = 5551;
  private static final int WINDOW = 10_000;
  private static final int BATCH_SIZE = 500;
  private static final List<String> COMPRESSIONS = List.of("none", "gzip", "snappy", "lz4", "zstd");
  private static final long LONGEST_SEGMENT = 3_000_000_000L;
  private static final int LONGEST_NAME = 255;

  static StreamSettings of(TargetRequest request, PlaceOptions options) {
    boolean tls = request.place().scheme().equals(TLS_SCHEME);
    int subEntrySize = options.count("sub-entry-size", 1, 65_535).orElse(1);
    Optional<String> compression = options.choice("compression", COMPRESSIONS);
    if (subEntrySize == 1) {
      compression.ifPresent(
          it -> {
            throw options.invalid("compression", it, "only with sub-entry-size of 2 and more");
          });
    }
    return new StreamSettings(
        BrokerSettings.of(request.place(), options, TargetErrors.ALL, tls, tls ? TLS_PORT : PORT),
        options
            .choice("connect-to", List.of("uri", "advertised"))
            .equals(Optional.of("advertised")),
        named(options, "stream").orElse(request.name()),
        options.flag("declare").orElse(true),
        arguments(options),
        producer(options, subEntrySize),
        options.count("batch-size", 1, 10_000).orElse(BATCH_SIZE),
        subEntrySize,
        compression.orElse("none"),
        options.count("window", 1, 1_000_000).orElse(WINDOW));
  }

  private static Optional<String> named(PlaceOptions options, String option) {
    Optional<String> name = options.text(option);
    name.ifPresent(
        it -> {
          if (it.length() > LONGEST_NAME) {
            throw options.invalid(option, it, "at most " + LONGEST_NAME + " characters");
          }
        });
    return name;
  }

  /** A name of its own for each run, unless one is given: then no reconnect repeats anything. */
  private static String producer(PlaceOptions options, int subEntrySize) {
    Optional<String> given = named(options, "producer");
    if (subEntrySize > 1) {
      given.ifPresent(
          it -> {
            throw options.invalid(
                "producer", it, "not with sub-entry-size: the broker numbers whole entries");
          });
      return "";
    }
    return given.orElseGet(() -> "mesh-" + UUID.randomUUID());
  }

  private static Map<String, String> arguments(PlaceOptions options) {
    Map<String, String> arguments = new TreeMap<>();
    OptionalLong length = options.bytes("max-length-bytes", 1, Long.MAX_VALUE);
    length.ifPresent(it -> arguments.put("max-length-bytes", Long.toString(it)));
    OptionalLong segment = options.bytes("max-segment-size-bytes", 1, LONGEST_SEGMENT);
    segment.ifPresent(it -> arguments.put("stream-max-segment-size-bytes", Long.toString(it)));
    options
        .duration("max-age", Duration.ofSeconds(1), Duration.ofDays(36_500))
        .ifPresent(it -> arguments.put("max-age", it.toSeconds() + "s"));
    boolean declared = options.flag("declare").orElse(true);
    if (!declared && !arguments.isEmpty()) {
      throw options.invalid(
          "declare", "false", "not with what a stream is declared with: " + arguments.keySet());
    }
    return arguments;
  }

  @Override
  public String toString() {
    return "stream '" + stream + "'";
  }
}
