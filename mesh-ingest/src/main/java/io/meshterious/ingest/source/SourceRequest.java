// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.source;

import io.meshterious.core.contract.Table;
import io.meshterious.core.place.Place;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a source is opened with.
 *
 * @param place where events come from
 * @param pipeline the name of the pipeline, for connections and logs
 * @param table what the contract says of the events; empty when that is not known
 * @param lane which lane reads it, from 0
 * @param lanes how many lanes share it
 * @param unacknowledged so many events may be read and not acknowledged: a source that is given a
 *     limit by the other side asks for at least as many
 * @param positions what {@link EventSource#positions} of all lanes said when events were last
 *     stored; empty at first
 */
public record SourceRequest(
    Place place,
    String pipeline,
    Optional<Table> table,
    int lane,
    int lanes,
    int unacknowledged,
    Map<String, String> positions) {
  private static final int USUAL_UNACKNOWLEDGED = 100_000;

  /** Keeps a copy of the positions. */
  public SourceRequest {
    positions = Map.copyOf(positions);
  }

  /** The request of a pipeline with one lane that begins. */
  public static SourceRequest of(URI uri, String pipeline) {
    return new SourceRequest(
        new Place(uri, "source", SourceError.SOURCE_INVALID),
        pipeline,
        Optional.empty(),
        0,
        1,
        USUAL_UNACKNOWLEDGED,
        Map.of());
  }

  /** The same request with positions. */
  public SourceRequest from(Map<String, String> stored) {
    return new SourceRequest(place, pipeline, table, lane, lanes, unacknowledged, stored);
  }

  /** The same request of one of several lanes. */
  public SourceRequest lane(int number, int count) {
    return new SourceRequest(place, pipeline, table, number, count, unacknowledged, positions);
  }

  /** The same request for events of a table of a contract. */
  public SourceRequest of(Table events) {
    return new SourceRequest(
        place, pipeline, Optional.of(events), lane, lanes, unacknowledged, positions);
  }
}
