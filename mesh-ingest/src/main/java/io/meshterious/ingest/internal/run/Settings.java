// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.ingest.IngestListener;
import io.meshterious.ingest.internal.route.Routing;
import io.meshterious.ingest.source.EventSources;
import io.meshterious.ingest.source.SourceRequest;
import io.meshterious.lake.Lake;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a pipeline is made with.
 *
 * @param name its name
 * @param inputs where events come from
 * @param lake where the tables are
 * @param destinations the tables; the first has where sources go on
 * @param routing how events are divided among them; empty when all go to the only one
 * @param lanes how many threads read
 * @param commitEvery how often it commits
 * @param intervalBytes with so many bytes read it commits before that
 * @param dedupeBytes how much memory known ids may take
 * @param rejectLate whether late events are rejected
 * @param mostRejected the share of rejects above which it pauses
 * @param stopPatience how long a stop waits for the last commit
 * @param listeners who is told what it does
 */
public record Settings(
    String name,
    List<Input> inputs,
    Lake lake,
    List<Destination> destinations,
    Optional<Routing> routing,
    int lanes,
    Duration commitEvery,
    long intervalBytes,
    long dedupeBytes,
    boolean rejectLate,
    double mostRejected,
    Duration stopPatience,
    List<IngestListener> listeners) {
  /**
   * Where events go.
   *
   * @param contract what they are
   * @param events the table of the contract that describes them
   * @param table the table's name in the lake
   */
  public record Destination(DataContract contract, Table events, String table) {}

  /**
   * Where events come from.
   *
   * @param plugin opens it
   * @param request what it is opened with
   */
  public record Input(EventSources plugin, SourceRequest request) {
    /** What it is called in commits and rejects: its URI without password and options. */
    public String name() {
      String shown = request.place().shown();
      int query = shown.indexOf('?');
      URI uri = request.place().uri();
      String queue = query < 0 ? "" : Queues.in(uri.getRawQuery());
      return (query < 0 ? shown : shown.substring(0, query)) + queue;
    }
  }
}
