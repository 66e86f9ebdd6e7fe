// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import io.meshterious.core.error.MeshException;

/**
 * How large an event may be.
 *
 * @param bytes how many bytes it has at most, up to 1 GiB
 * @param depth how many objects and arrays are inside each other at most, 1 to 200
 */
public record DecodeLimits(int bytes, int depth) {
  /** 16 MiB, and 64 levels. */
  public static final DecodeLimits USUAL = new DecodeLimits(16 << 20, 64);

  private static final int MOST_BYTES = 1 << 30;
  private static final int MOST_DEPTH = 200;

  /** Refuses what is not allowed. */
  public DecodeLimits {
    if (bytes < 1 || bytes > MOST_BYTES) {
      throw new MeshException(
          DecodeError.NOT_DECODABLE,
          "Invalid limit of bytes: " + bytes + " (1 to " + MOST_BYTES + ")");
    } else if (depth < 1 || depth > MOST_DEPTH) {
      throw new MeshException(
          DecodeError.NOT_DECODABLE,
          "Invalid limit of levels: " + depth + " (1 to " + MOST_DEPTH + ")");
    }
  }
}
