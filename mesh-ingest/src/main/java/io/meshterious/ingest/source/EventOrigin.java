// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.source;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of an event beside its bytes.
 *
 * @param place where it was found, for people: {@code orders.ndjson:17}, {@code offset 4711}
 * @param id the id its message has, which may be another than that in its bytes; empty without one
 * @param headers what else its message says, as text
 */
public record EventOrigin(String place, String id, Map<String, String> headers) {
  /** Keeps a copy of the headers, sorted by name. */
  public EventOrigin {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /** Of an event of which nothing is known but where it was. */
  public static EventOrigin at(String place) {
    return new EventOrigin(place, "", Map.of());
  }
}
