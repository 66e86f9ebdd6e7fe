// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.column;

/** The numbers of the rows that rows lead to. */
record LeadingValue(LongValue values, LongValue rows) implements LongValue {
  @Override
  public long at(long row) {
    return values.at(rows.at(row));
  }

  @Override
  public void fill(long[] here, int count, long[] into) {
    rows.fill(here, count, into);
    values.fill(into, count, into);
  }
}
