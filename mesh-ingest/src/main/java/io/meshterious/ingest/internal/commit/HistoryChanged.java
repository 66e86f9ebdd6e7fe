// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.commit;

/**
 * Tells that a table was rolled back, that its history was cut off, or that somebody else reads the
 * same source: what is known must be read again, and what was read meanwhile be given back.
 */
public final class HistoryChanged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HistoryChanged() {
    super("The table is not what it was any more", null, false, false);
  }
}
