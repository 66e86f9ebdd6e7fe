// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.json;

import io.meshterious.producers.EventBuffer;
import io.meshterious.producers.EventBuffer.Constant;
import io.meshterious.producers.column.LongValue;
import io.meshterious.producers.column.TextValue;
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

  private static final Constant EMPTY = Constant.of("{}");

  private final List<Member> members;

  private final Constant[] first;
  private final Constant[] next;
  private final @Nullable LongValue[] present;
  private final Cell[] cells;

  /** An object with members. */
  public ObjectCell(List<Member> members) {
    this.members = List.copyOf(members);
    first = new Constant[members.size()];
    next = new Constant[members.size()];
    present = new LongValue[members.size()];
    cells = new Cell[members.size()];
    for (int i = 0; i < cells.length; i++) {
      String name = '"' + TextValue.escaped(members.get(i).name()) + "\":";
      first[i] = Constant.of("{" + name);
      next[i] = Constant.of("," + name);
      present[i] = members.get(i).present();
      cells[i] = members.get(i).cell();
    }
  }

  /** The members. */
  List<Member> members() {
    return members;
  }

  @Override
  public void write(long row, EventBuffer out) {
    boolean begun = false;
    for (int i = 0; i < cells.length; i++) {
      LongValue there = present[i];
      if (there == null || there.at(row) != 0) {
        out.put(begun ? next[i] : first[i]);
        begun = true;
        cells[i].write(row, out);
      }
    }
    if (begun) {
      out.put('}');
    } else {
      out.put(EMPTY);
    }
  }
}
