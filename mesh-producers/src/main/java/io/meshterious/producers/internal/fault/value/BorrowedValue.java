// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault.value;

import io.meshterious.core.contract.Table;
import io.meshterious.core.document.ScalarNode;
import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.internal.emit.EventRows;
import io.meshterious.producers.internal.json.JsonPath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Values of other rows in the place of a row's own, so that they are as valid. */
public final class BorrowedValue {
  private static final int TRIES = 16;

  private final Table table;
  private final EventRows rows;
  private final EventBuffer buffer = new EventBuffer();

  /** Values of a table's rows. */
  public BorrowedValue(Table table, EventRows rows) {
    this.table = table;
    this.rows = rows;
  }

  /** The change; empty for what identifies a row, says when it happened or who published it. */
  public Optional<SiteMutation.Change> of(Site site) {
    List<String> texts = site.property().allowedValues().stream().map(ScalarNode::text).toList();
    boolean fixed =
        site.property().primaryKey()
            || site.property().unique()
            || table.hints().eventId().filter(site.path()::equals).isPresent()
            || table.hints().eventTime().filter(site.path()::equals).isPresent()
            || texts.size() == 1
            || site.path().equals("event_type")
            || !texts.isEmpty() && table.hints().publishers().containsAll(texts);
    if (fixed || !site.scalar() || rows.rows() < 2) {
      return Optional.empty();
    }
    SiteMutation.ValueChange change =
        (json, member, chance) -> {
          for (int i = 1; i <= TRIES; i++) {
            byte[] other = row((chance.row() + i) % rows.rows());
            Optional<JsonPath.Member> theirs = site.place().find(other);
            if (theirs.isPresent() && !same(json, member, other, theirs.get())) {
              return Arrays.copyOfRange(other, theirs.get().value(), theirs.get().end());
            }
          }
          return null;
        };
    return Optional.of(change.asChange());
  }

  private byte[] row(long row) {
    buffer.clear();
    rows.json(row, buffer);
    return buffer.toBytes();
  }

  private static boolean same(
      byte[] json, JsonPath.Member mine, byte[] other, JsonPath.Member theirs) {
    return Arrays.equals(json, mine.value(), mine.end(), other, theirs.value(), theirs.end());
  }
}
