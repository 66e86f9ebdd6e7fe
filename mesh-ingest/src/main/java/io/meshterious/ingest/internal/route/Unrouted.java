// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.route;

import io.meshterious.core.error.NearMiss;
import io.meshterious.ingest.IngestError;
import io.meshterious.ingest.internal.reject.Rejected;
import java.util.Set;

/** Why events go to no table. What they say themselves is not told. */
final class Unrouted {
  private Unrouted() {}

  static Rejected.Reason because(String field, String why, Set<String> known) {
    return new Rejected.Reason(
        "route", IngestError.EVENT_UNROUTED, field, why + ": tables take " + known);
  }

  /** The same of a value that may be a misspelled one. */
  static Rejected.Reason because(String field, String why, String value, Set<String> known) {
    String near = NearMiss.of(value, known).map(it -> "; '" + it + "' comes near").orElse("");
    return new Rejected.Reason(
        "route", IngestError.EVENT_UNROUTED, field, why + ": tables take " + known + near);
  }
}
