// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.LogicalType;
import io.meshterious.core.contract.Table;
import io.meshterious.core.csv.CsvColumns;
import io.meshterious.ingest.decode.PayloadBuffer;
import io.meshterious.ingest.decode.Rejection;
import io.meshterious.ingest.internal.decode.payload.Payloads;
import io.meshterious.ingest.internal.reject.Rejected;
import io.meshterious.ingest.source.RawBatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides by a field of the event, which is read as far as that field stands in it. Payloads that
 * are not JSON are decoded first.
 */
final class FieldRouter implements Router {
  private final String field;
  private final Map<String, Integer> tables;
  private final byte[][] values;
  private final int[] numbers;
  private final FieldFinder finder;
  private final Payloads payloads;
  private final PayloadBuffer payload = new PayloadBuffer();
  private Rejected.Reason reason;
  private int last;

  FieldRouter(String field, Map<String, Integer> tables, Table first) {
    this.field = field;
    this.tables = tables;
    this.values = tables.keySet().stream().map(it -> it.getBytes(UTF_8)).toArray(byte[][]::new);
    this.numbers = tables.values().stream().mapToInt(Integer::intValue).toArray();
    this.finder = new FieldFinder(field);
    this.payloads = Payloads.of(texts(first));
    this.reason = Unrouted.because(field, "it was not looked at", tables.keySet());
  }

  /** The columns of a table as texts: whether they are what they should be is decided later. */
  private static Table texts(Table table) {
    List<String> names = new CsvColumns(table).header();
    return DataContract.builder()
        .id("columns")
        .name("Columns")
        .version("1.0.0")
        .status("active")
        .table(
            table.name(),
            columns -> names.forEach(name -> columns.property(name, LogicalType.STRING)))
        .build()
        .tables()
        .get(0);
  }

  @Override
  public int table(RawBatch raw, int event) {
    Payloads.Handling handling = payloads.of(raw.kind(event).contentType());
    if (handling instanceof Payloads.Handling.Refused it) {
      return none(it.rejection());
    } else if (handling instanceof Payloads.Handling.Decoded it) {
      payload.clear();
      Optional<Rejection> problem =
          it.decoder().decode(raw.array(event), raw.from(event), raw.to(event), payload);
      return problem.isPresent()
          ? none(problem.get())
          : table(payload.array(), 0, payload.length());
    }
    return table(raw.array(event), raw.from(event), raw.to(event));
  }

  private int table(byte[] json, int from, int to) {
    switch (finder.find(json, from, to)) {
      case FOUND -> {
        return byValue();
      }
      case MISSING ->
          reason = Unrouted.because(field, "the field that decides is missing", tables.keySet());
      case MALFORMED -> {
        return none(finder.rejection());
      }
    }
    return NONE;
  }

  private int byValue() {
    // Events of a kind often come one after the other.
    for (int i = 0; i < values.length; i++) {
      int candidate = (last + i) % values.length;
      if (finder.is(values[candidate])) {
        last = candidate;
        return numbers[candidate];
      }
    }
    reason =
        Unrouted.because(
            field, "no table takes events with its value", finder.value(), tables.keySet());
    return NONE;
  }

  private int none(Rejection why) {
    reason = new Rejected.Reason("decode", why.code(), why.field().orElse(""), why.reason());
    return NONE;
  }

  @Override
  public Rejected.Reason reason() {
    return reason;
  }
}
