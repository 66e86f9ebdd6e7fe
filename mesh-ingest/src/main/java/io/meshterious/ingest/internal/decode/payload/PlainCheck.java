// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.payload;

import io.meshterious.ingest.decode.DecodeLimits;
import io.meshterious.ingest.internal.decode.Finding;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Words;
import java.util.Arrays;
import java.util.Optional;

/** Tells whether a cell is a value in JSON. For one thread. */
final class PlainCheck {
  private final Finding finding = new Finding();
  private final JsonReader reader = new JsonReader(finding, DecodeLimits.USUAL.depth());
  private byte[] padded = new byte[256];

  /** Why it is none; empty when it is one. */
  Optional<String> problem(byte[] bytes, int from, int to) {
    int length = to - from;
    if (padded.length < length + Words.PADDING) {
      padded = new byte[length + length / 2 + Words.PADDING];
    }
    System.arraycopy(bytes, from, padded, 0, length);
    Arrays.fill(padded, length, length + Words.PADDING, (byte) 0);
    finding.clear();
    reader.open(padded, length);
    int begin = reader.space(0);
    int end = begin < length ? reader.skip(begin, 0) : -1;
    if (end >= 0 && end <= length && reader.space(end) == length) {
      return Optional.empty();
    }
    return Optional.of(
        finding.found() ? finding.rejection(0, length).reason() : "it ends too soon");
  }
}
