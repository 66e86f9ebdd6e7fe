// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.Table;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.internal.emit.EventRows;
import io.meshterious.producers.internal.fault.change.Chance;
import io.meshterious.producers.internal.fault.change.Mutation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event as another version of the contract makes it. */
public final class OtherVersion implements Mutation {
  private final EventRows rows;
  private final EventCheck check;
  private final EventBuffer buffer = new EventBuffer();

  /**
   * Events of another version.
   *
   * @param table the table as it is now
   * @param rows its rows in the other version
   */
  public OtherVersion(Table table, EventRows rows) {
    this.rows = rows;
    this.check = new EventCheck(table);
  }

  @Override
  public @Nullable Mutated apply(byte[] json, Chance chance) {
    if (chance.row() >= rows.rows()) {
      return null;
    }
    buffer.clear();
    rows.json(chance.row(), buffer);
    byte[] other = buffer.toBytes();
    return new Mutated(other, Optional.empty(), check.expectation(other));
  }
}
