// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.payload;

import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;
import io.meshterious.core.error.NearMiss;
import io.meshterious.core.plugin.Plugins;
import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.decode.PayloadDecoder;
import io.meshterious.ingest.decode.PayloadDecoders;
import io.meshterious.ingest.decode.PayloadRequest;
import io.meshterious.ingest.decode.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What to do with the payloads of each content type. For one thread. */
public final class Payloads {
  /** What to do with the payloads of a content type. */
  public sealed interface Handling {
    /** They are JSON already. */
    record AsTheyAre() implements Handling {}

    /**
     * They have to be decoded.
     *
     * @param decoder makes them JSON
     */
    record Decoded(PayloadDecoder decoder) implements Handling {}

    /**
     * Nobody knows how to read them.
     *
     * @param rejection why
     */
    record Refused(Rejection rejection) implements Handling {}
  }

  private static final int MOST_KNOWN = 1_000;
  private static final Handling AS_THEY_ARE = new Handling.AsTheyAre();

  private final Table table;
  private final Map<String, PayloadDecoders> plugins = new TreeMap<>();
  private final Map<String, Handling> known = new HashMap<>();
  private String last = "";
  private Handling lastHandling = AS_THEY_ARE;

  /**
   * Payloads of the events of a table.
   *
   * @param decoders who can decode payloads
   */
  public Payloads(Table table, List<PayloadDecoders> decoders) {
    this.table = table;
    for (PayloadDecoders plugin : decoders) {
      for (String contentType : plugin.contentTypes()) {
        plugins.putIfAbsent(contentType, plugin);
      }
    }
  }

  /** Payloads of the events of a table, decoded by the plugins that there are. */
  public static Payloads of(Table table) {
    return new Payloads(table, Plugins.load().all(PayloadDecoders.class));
  }

  /** What to do with the payloads of a content type; it is quick for the one asked about before. */
  public Handling of(String contentType) {
    if (!contentType.equals(last)) {
      Handling handling = known.get(contentType);
      if (handling == null) {
        handling = find(contentType);
        if (known.size() >= MOST_KNOWN) {
          known.clear();
        }
        known.put(contentType, handling);
      }
      last = contentType;
      lastHandling = handling;
    }
    return lastHandling;
  }

  private Handling find(String text) {
    Optional<ContentType> type = ContentType.parse(text);
    if (type.isEmpty()) {
      return refused("the content type cannot be read");
    } else if (type.get().json()) {
      return AS_THEY_ARE;
    }
    String media = type.get().media();
    PayloadDecoders plugin = plugins.get(media);
    if (plugin == null) {
      String near =
          NearMiss.of(media, plugins.keySet()).map(it -> "; did you mean '" + it + "'?").orElse("");
      return refused(
          "nobody reads the content type '"
              + media
              + "': known are JSON and "
              + plugins.keySet()
              + near);
    }
    try {
      return new Handling.Decoded(
          plugin.decoder(new PayloadRequest(table, media, type.get().parameters())));
    } catch (MeshException e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private static Handling refused(String why) {
    return new Handling.Refused(
        new Rejection(DecodeError.CONTENT_TYPE_UNKNOWN, Optional.empty(), 0, why));
  }
}
