// SPDX-License-Identifier: Apache-2.0
package io.meshterious.lake.write;

import io.meshterious.lake.internal.write.Writes;

/** An append, an overwrite or a delete. */
public final class SimpleWrite extends PendingWrite<SimpleWrite> {
  private final Writes.Prepared prepared;

  SimpleWrite(Writes.Prepared prepared) {
    this.prepared = prepared;
  }

  @Override
  SimpleWrite self() {
    return this;
  }

  @Override
  Writes.Prepared prepared() {
    return prepared;
  }
}
