// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.column.LongValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object with named members in their order; a member that a row does not have is left out. */
public final class ObjectCell implements Cell {
  /**
   * A member of an object.
   *
   * @param name its name
   * @param present not 0 for rows that have it; null when all have
   * @param cell its value
   */
  public record Member(String name, @Nullable LongValue present, Cell cell) {}

  private final byte[][] names;
  private final @Nullable LongValue[] present;
  private final Cell[] cells;

  /** An object with members. */
  public ObjectCell(List<Member> members) {
    names = new byte[members.size()][];
    present = new LongValue[members.size()];
    cells = new Cell[members.size()];
    for (int i = 0; i < names.length; i++) {
      String name = '"' + Escapes.text(members.get(i).name()) + "\":";
      names[i] = name.getBytes(StandardCharsets.UTF_8);
      present[i] = members.get(i).present();
      cells[i] = members.get(i).cell();
    }
  }

  @Override
  public void write(long row, EventBuffer out) {
    out.put('{');
    boolean first = true;
    for (int i = 0; i < names.length; i++) {
      LongValue there = present[i];
      if (there == null || there.at(row) != 0) {
        if (!first) {
          out.put(',');
        }
        first = false;
        out.put(names[i]);
        cells[i].write(row, out);
      }
    }
    out.put('}');
  }
}
