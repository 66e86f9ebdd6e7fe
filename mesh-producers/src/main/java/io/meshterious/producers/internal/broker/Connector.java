// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.broker;

/** Makes links to one place. */
@FunctionalInterface
public interface Connector {
  /**
   * Connects, and makes sure that there is something to publish to.
   *
   * @throws io.meshterious.core.error.MeshException when that cannot be, saying why
   */
  Link connect(LinkListener listener) throws InterruptedException;
}
