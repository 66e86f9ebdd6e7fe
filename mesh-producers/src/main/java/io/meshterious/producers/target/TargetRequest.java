// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.target;

import io.meshterious.core.contract.Table;
import io.meshterious.core.event.EventKind;
import io.meshterious.core.place.Place;
import io.meshterious.producers.ProducerError;
import java.net.URI;
import java.util.Optional;

/**
 * What a target is opened with.
 *
 * @param uri where events go; options are its query
 * @param name what the events are called where the URI does not say, such as {@code orders.north};
 *     it stands for {@code {name}} in the URI
 * @param kind what the events share
 * @param table what the contract says of the events; empty when that is not known
 * @param first how many events of this name were sent before, by a run that this one goes on with
 * @param listener is told what is refused
 */
public record TargetRequest(
    URI uri,
    String name,
    EventKind kind,
    Optional<Table> table,
    long first,
    TargetListener listener) {
  /** The request for a URI; nothing was sent before. */
  public static TargetRequest of(URI uri, String name, EventKind kind, TargetListener listener) {
    return new TargetRequest(uri, name, kind, Optional.empty(), 0, listener);
  }

  /** The same request with another URI. */
  public TargetRequest with(URI other) {
    return new TargetRequest(other, name, kind, table, first, listener);
  }

  /** Where events go. */
  public Place place() {
    return new Place(uri, "target", ProducerError.TARGET_INVALID);
  }

  @Override
  public String toString() {
    return "TargetRequest[uri=" + place().shown() + ", name=" + name + ", first=" + first + "]";
  }
}
