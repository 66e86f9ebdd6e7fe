// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.lake.batch.BytesColumn;
import java.util.Arrays;
import java.util.Optional;

/**
 * What becomes of fields that the contract does not name. Those that are kept go into a column as
 * one JSON object; the name of one that was inside another object begins with the path of that,
 * such as {@code customer.age}, and in an array with the number of the item, such as {@code
 * lines[2].age}.
 */
public final class UnknownFields {
  private static final int LONGEST_SHOWN = 64;
  private static final String ITEM = "[]";

  private final TableHints.UnknownFields policy;
  private final Optional<BytesColumn> column;
  private byte[] kept = new byte[256];
  private int length;
  private int[] items = new int[8];
  private int level;

  /**
   * A policy.
   *
   * @param column where those go that are kept
   */
  public UnknownFields(TableHints.UnknownFields policy, Optional<BytesColumn> column) {
    this.policy = policy;
    this.column = column;
  }

  /** Whether they are refused. */
  boolean refused() {
    return policy == TableHints.UnknownFields.REJECT;
  }

  /** Whether they are kept. */
  boolean kept() {
    return column.isPresent();
  }

  /** Begins with another event. */
  public void begin() {
    length = 0;
    level = 0;
  }

  /** Begins an array, or ends it. */
  void array(boolean begins) {
    level += begins ? 1 : -1;
    if (begins && level == items.length) {
      items = Arrays.copyOf(items, level * 2);
    }
  }

  /** Says which item of the array comes next. */
  void item(int number) {
    items[level] = number;
  }

  /** The path of a field, as far as people want to see it. */
  String path(String object, byte[] bytes, int from, int to) {
    int end = Math.min(to, from + LONGEST_SHOWN);
    while (end < to && end > from && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    String name =
        new String(bytes, from, Math.max(0, end - from), UTF_8).replaceAll("\\p{Cntrl}", "?");
    return (object.isEmpty() ? "" : object + ".") + name + (end < to ? "…" : "");
  }

  /** Keeps a field. */
  void keep(String object, byte[] bytes, int nameAt, int nameEnd, int valueAt, int valueEnd) {
    byte[] prefix = prefix(object);
    int most = length + 3 + prefix.length + nameEnd - nameAt + valueEnd - valueAt;
    if (most > kept.length) {
      kept = Arrays.copyOf(kept, Math.max(most, kept.length * 2));
    }
    kept[length] = (byte) (length == 0 ? '{' : ',');
    kept[length + 1] = '"';
    length += 2;
    put(prefix, 0, prefix.length);
    put(bytes, nameAt + 1, nameEnd);
    kept[length++] = ':';
    put(bytes, valueAt, valueEnd);
  }

  private void put(byte[] bytes, int from, int to) {
    System.arraycopy(bytes, from, kept, length, to - from);
    length += to - from;
  }

  /** The path of an object with the numbers of the items that it is in, as JSON. */
  private byte[] prefix(String object) {
    if (object.isEmpty()) {
      return new byte[0];
    }
    StringBuilder path = new StringBuilder();
    int from = 0;
    for (int number = 1; number <= level; number++) {
      int item = object.indexOf(ITEM, from);
      path.append(object, from, item).append('[').append(items[number]).append(']');
      from = item + ITEM.length();
    }
    path.append(object, from, object.length()).append('.');
    StringBuilder json = new StringBuilder();
    path.chars()
        .forEach(
            it -> {
              if (it == '"' || it == '\\') {
                json.append('\\').append((char) it);
              } else if (it < ' ') {
                json.append(String.format("\\u%04x", it));
              } else {
                json.append((char) it);
              }
            });
    return json.toString().getBytes(UTF_8);
  }

  /** Ends an event that is a row. */
  public void end() {
    if (column.isEmpty()) {
      return;
    } else if (length == 0) {
      column.get().appendNull();
      return;
    }
    if (length == kept.length) {
      kept = Arrays.copyOf(kept, length + 1);
    }
    kept[length] = '}';
    column.get().append(kept, 0, length + 1);
  }
}
