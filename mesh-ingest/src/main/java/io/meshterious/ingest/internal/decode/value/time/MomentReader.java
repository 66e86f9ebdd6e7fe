// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value.time;

import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.value.QuotedReader;
import io.meshterious.lake.batch.Column;
import io.meshterious.lake.batch.IntColumn;
import io.meshterious.lake.batch.LongColumn;

/** Reads days, times of day and points in time, each as a number of units. */
final class MomentReader extends QuotedReader {
  private final Column column;
  private final MomentForm form;
  private final MomentBounds bounds;

  MomentReader(String path, boolean required, Column column, MomentForm form, MomentBounds bounds) {
    super(path, required, column);
    this.column = column;
    this.form = form;
    this.bounds = bounds;
  }

  private void append(long value) {
    if (column instanceof LongColumn longs) {
      longs.append(value);
    } else {
      ((IntColumn) column).append((int) value);
    }
  }

  @Override
  public int quick(byte[] bytes, int at) {
    long value = form.parse(bytes, at);
    int end = form.end();
    if (value == Clock.NONE || bytes[end] != '"' || !bounds.allow(value)) {
      return -1;
    }
    append(value);
    return end + 1;
  }

  @Override
  protected boolean append(JsonReader in, byte[] text, int length, int at) {
    long value = Clock.NONE;
    if (!hasQuote(text, length)) {
      text[length] = '"';
      value = form.parse(text, 0);
    }
    if (value == Clock.NONE || form.end() != length) {
      fail(in, DecodeError.FORM_BROKEN, at, "it is not written as " + form.shown());
      return false;
    } else if (!bounds.allow(value)) {
      fail(in, DecodeError.OUT_OF_RANGE, at, "it is not " + bounds.shown());
      return false;
    }
    append(value);
    return true;
  }
}
