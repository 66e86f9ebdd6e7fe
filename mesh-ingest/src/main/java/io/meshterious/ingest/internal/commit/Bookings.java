// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.commit;

import io.meshterious.ingest.internal.batch.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.iceberg.io.FileIO;

/**
 * The tables of a pipeline. What was read for all of them is booked in one table after the other,
 * in the first one last: it has where sources go on. When that order breaks off, the events come
 * again, and tables that have them recognise them by their ids.
 */
public final class Bookings {
  private final List<Entry> entries;

  /**
   * A table.
   *
   * @param booking books what is for it
   * @param files where its files are
   */
  public record Entry(Booking booking, FileIO files) {
    private void drop(List<Part> parts) {
      parts.forEach(it -> it.drop(files));
    }
  }

  /**
   * What was read for a table.
   *
   * @param parts of all lanes
   * @param after how far the pipeline has come with it
   */
  public record Share(List<Part> parts, ReadState after) {}

  /** Books for tables; the first has where sources go on. */
  public Bookings(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /**
   * Commits what lanes have read. If that fails, what was written for tables that have not
   * committed is deleted, unless it is not known whether they have.
   *
   * @param shares one for each table
   * @param booked hears of each commit and of what it has, as soon as it is made
   * @throws HistoryChanged when all must be read again
   */
  public void book(List<Share> shares, BiConsumer<Booked, Share> booked) {
    List<Integer> left = new ArrayList<>();
    for (int i = 1; i < entries.size(); i++) {
      left.add(i);
    }
    left.add(0);
    try {
      while (!left.isEmpty()) {
        Booking booking = entries.get(left.get(0)).booking();
        Share share = shares.get(left.get(0));
        if (booking.needed(share.parts(), share.after())) {
          Booked it = booking.book(share.parts(), share.after());
          left.remove(0);
          booked.accept(it, share);
        } else {
          left.remove(0);
        }
      }
    } finally {
      for (int table : left) {
        if (!entries.get(table).booking().uncertain()) {
          entries.get(table).drop(shares.get(table).parts());
        }
      }
    }
  }

  /**
   * Deletes what a lane has written that was not taken for a commit.
   *
   * @param parts one for each table
   */
  public void drop(List<Part> parts) {
    for (int i = 0; i < entries.size(); i++) {
      entries.get(i).drop(List.of(parts.get(i)));
    }
  }
}
