// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.ingest;

import java.io.IOException;

/** What is done with events that were read. For one thread. */
interface Taking {
  /** Takes an event. */
  void take(byte[] event) throws IOException;

  /** Makes safe what was taken; it is acknowledged next. */
  void commit() throws IOException;

  /** Does nothing with them. */
  Taking DISCARDING =
      new Taking() {
        @Override
        public void take(byte[] event) {
          // Not even a look.
        }

        @Override
        public void commit() {
          // There is nothing to make safe.
        }
      };
}
