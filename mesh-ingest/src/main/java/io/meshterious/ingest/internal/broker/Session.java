// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.broker;

import java.util.Optional;

/** A connection from which events are read, until it breaks. */
public interface Session {
  /** Why it is broken; empty as long as it is not. */
  Optional<String> obstacle();

  /** Ends it, within two seconds; does not fail. */
  void close();
}
