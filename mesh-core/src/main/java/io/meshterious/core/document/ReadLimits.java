// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.document;

/**
 * How much a document may hold before it is refused, so that no file can exhaust memory or the
 * stack.
 *
 * @param bytes the longest file; what it costs: a tree takes some ten times its file's size in
 *     memory
 * @param depth how deep maps and lists may nest; a scalar alone has depth 0
 * @param nodes how many maps, lists and scalars there may be, those repeated by YAML aliases
 *     counted each time
 */
public record ReadLimits(int bytes, int depth, int nodes) {
  /** The most bytes that can be allowed: 1 GiB. */
  public static final int MAX_BYTES = 1 << 30;

  /** The deepest nesting that can be allowed, so that walking a tree cannot exhaust the stack. */
  public static final int MAX_DEPTH = 256;

  /** 16 MiB, 64 levels, two million nodes. */
  public static final ReadLimits DEFAULT = new ReadLimits(16 << 20, 64, 2_000_000);

  /** Refuses limits below 1 and above the highest allowed. */
  public ReadLimits {
    if (bytes < 1 || depth < 1 || nodes < 1) {
      throw new IllegalArgumentException(
          "Cannot use read limits "
              + bytes
              + " bytes, "
              + depth
              + " levels, "
              + nodes
              + " nodes: each is at least 1");
    }
    if (bytes > MAX_BYTES || depth > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "Cannot use read limits "
              + bytes
              + " bytes, "
              + depth
              + " levels: at most "
              + MAX_BYTES
              + " bytes and "
              + MAX_DEPTH
              + " levels are allowed");
    }
  }

  /** The same limits with another longest file. */
  public ReadLimits withBytes(int newBytes) {
    return new ReadLimits(newBytes, depth, nodes);
  }

  /** The same limits with another depth. */
  public ReadLimits withDepth(int newDepth) {
    return new ReadLimits(bytes, newDepth, nodes);
  }

  /** The same limits with another number of nodes. */
  public ReadLimits withNodes(int newNodes) {
    return new ReadLimits(bytes, depth, newNodes);
  }
}
