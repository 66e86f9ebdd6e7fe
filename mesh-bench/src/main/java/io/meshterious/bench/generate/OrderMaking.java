// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.generate;

/** One way to make order events as JSON. */
interface OrderMaking {
  /** Makes the event of a row; its length in bytes. */
  int make(long row) throws Exception;

  /** The way of that name. */
  static OrderMaking by(String name) {
    return switch (name) {
      case "mesh" -> new MeshOrders();
      case "jackson-tree" -> new TreeOrders();
      case "datafaker" -> new FakerOrders();
      default -> throw new IllegalArgumentException("Cannot make orders by '" + name + "'");
    };
  }
}
