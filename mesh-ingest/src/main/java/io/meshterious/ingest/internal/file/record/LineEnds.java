// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file.record;

/** Records that are lines. */
public final class LineEnds implements RecordEnds {
  /** Makes it. */
  public LineEnds() {}

  @Override
  public void begin() {
    // Nothing that comes before matters.
  }

  @Override
  public int find(byte[] bytes, int start, int from, int to) {
    return ByteSearch.find(bytes, from, to, (byte) '\n');
  }

  @Override
  public int inside() {
    return 0;
  }
}
