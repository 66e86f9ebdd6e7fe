// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.decode.value;

import io.meshterious.ingest.decode.DecodeError;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.NameTable;
import io.meshterious.ingest.internal.decode.Words;
import java.util.List;

/** Reads what another reader reads, of which only some texts are allowed. */
public final class AllowedReader extends QuotedReader {
  private final QuotedReader values;
  private final NameTable allowed;

  /** A reader of some of the texts that another takes. */
  public AllowedReader(QuotedReader values, List<String> allowed) {
    super(values.path(), values.required(), values.column());
    this.values = values;
    this.allowed = new NameTable(allowed);
  }

  @Override
  public int quick(byte[] bytes, int at) {
    int end = Words.plainEnd(bytes, at);
    return end >= 0 && allowed.find(bytes, at, end - at) >= 0 ? values.quick(bytes, at) : -1;
  }

  @Override
  protected boolean append(JsonReader in, byte[] text, int length, int at) {
    if (allowed.find(text, 0, length) < 0) {
      fail(in, DecodeError.NOT_ALLOWED, at, "it is none of the values allowed");
      return false;
    }
    return values.append(in, text, length, at);
  }
}
