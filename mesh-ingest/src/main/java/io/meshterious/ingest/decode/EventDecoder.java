// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import io.meshterious.core.contract.Table;
import io.meshterious.core.contract.hint.TableHints;
import io.meshterious.ingest.internal.decode.Finding;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Words;
import io.meshterious.ingest.internal.decode.shape.Shapes;
import io.meshterious.ingest.internal.decode.value.Fields;
import io.meshterious.ingest.internal.decode.value.Readers;
import io.meshterious.ingest.internal.decode.value.Trace;
import io.meshterious.ingest.internal.decode.value.UnknownFields;
import io.meshterious.ingest.internal.decode.value.Vocabulary;
import io.meshterious.lake.batch.BytesColumn;
import io.meshterious.lake.batch.ColumnBatch;
import java.util.Arrays;
import java.util.Optional;
import org.apache.iceberg.Schema;

/**
 * Reads events in JSON into columns, and holds them against their contract on the way. An event is
 * a row when it is exactly what the contract says: nothing is rounded, cut or guessed. Of others
 * the first thing that is wrong is told.
 *
 * <pre>{@code
 * EventDecoder decoder = EventDecoder.of(contract.tables().get(0), batch);
 * if (!decoder.decode(bytes, 0, bytes.length)) {
 *   log.warn(decoder.rejection().reason());
 * }
 * }</pre>
 *
 * <p>Events that look like the ones before them are read by their shape, which takes a fraction of
 * the time and comes to the same. For one thread.
 */
public final class EventDecoder {
  private static final String UNKNOWN_FIELDS = "unknown_fields";

  private final ColumnBatch batch;
  private final DecodeLimits limits;
  private final Finding finding = new Finding();
  private final JsonReader in;
  private final Trace trace = Trace.ofEvents();
  private final UnknownFields unknown;
  private final Fields fields;
  private final Shapes shapes;
  private byte[] padded = new byte[4096];
  private int from;
  private int to;

  private EventDecoder(Table table, ColumnBatch batch, DecodeLimits limits, boolean learning) {
    this.batch = batch;
    this.limits = limits;
    this.in = new JsonReader(finding, limits.depth());
    this.unknown = unknown(table, batch);
    this.fields = Readers.of(table, batch.columns(), unknown, trace);
    this.shapes = new Shapes(batch, unknown, learning);
  }

  private static UnknownFields unknown(Table table, ColumnBatch batch) {
    TableHints.UnknownFields policy = table.hints().unknownFields();
    Optional<BytesColumn> column =
        policy != TableHints.UnknownFields.KEEP
            ? Optional.empty()
            : batch.columns().stream()
                .filter(it -> it.field().name().equals(UNKNOWN_FIELDS))
                .filter(BytesColumn.class::isInstance)
                .map(BytesColumn.class::cast)
                .findFirst();
    return new UnknownFields(policy, column);
  }

  /**
   * An empty batch for the rows of events: texts that the contract lists are kept as codes.
   *
   * @param schema that of a table that was made from the contract
   */
  public static ColumnBatch batch(Table table, Schema schema) {
    return ColumnBatch.of(schema, Vocabulary.dictionaries(table, schema));
  }

  /** A decoder with the usual limits. */
  public static EventDecoder of(Table table, ColumnBatch batch) {
    return of(table, batch, DecodeLimits.USUAL);
  }

  /**
   * A decoder.
   *
   * @param table the table of a contract
   * @param batch where rows go: of a table that was made from the contract
   * @throws io.meshterious.core.error.MeshException when the two do not fit
   */
  public static EventDecoder of(Table table, ColumnBatch batch, DecodeLimits limits) {
    return new EventDecoder(table, batch, limits, true);
  }

  /** A decoder that learns no shapes: slower, and the law that the other one follows. */
  public static EventDecoder withoutShapes(Table table, ColumnBatch batch, DecodeLimits limits) {
    return new EventDecoder(table, batch, limits, false);
  }

  /** Where rows go. */
  public ColumnBatch batch() {
    return batch;
  }

  /**
   * Appends an event as a row.
   *
   * @param start its first byte
   * @param end the byte behind it; events that have {@value Words#PADDING} more behind them, of
   *     whatever, need no copy
   * @return whether it is what the contract says; otherwise {@link #rejection} tells why not, and
   *     there is no row
   */
  public boolean decode(byte[] bytes, int start, int end) {
    finding.clear();
    from = start;
    to = end;
    if (end - start > limits.bytes()) {
      finding.fail(
          DecodeError.EVENT_TOO_LARGE,
          "",
          start,
          "it has " + (end - start) + " bytes, and at most " + limits.bytes() + " are read");
      return false;
    } else if (bytes.length - end < Words.PADDING) {
      copy(bytes);
    } else {
      in.open(bytes, end);
    }
    unknown.begin();
    if (shapes.read(in, from, to)) {
      unknown.end();
      batch.endRow();
      return true;
    }
    return general();
  }

  private void copy(byte[] bytes) {
    int length = to - from;
    if (padded.length < length + Words.PADDING) {
      padded = new byte[Math.max(length + Words.PADDING, padded.length * 2)];
    }
    System.arraycopy(bytes, from, padded, 0, length);
    Arrays.fill(padded, length, length + Words.PADDING, (byte) 0);
    from = 0;
    to = length;
    in.open(padded, length);
  }

  private boolean general() {
    trace.begin(shapes.wanted());
    unknown.begin();
    if (!object()) {
      batch.abandonRow();
      // Why it is none must not follow from what stands behind it.
      if (in.bytes() == padded) {
        return false;
      }
      copy(in.bytes());
      finding.clear();
      return general();
    }
    unknown.end();
    batch.endRow();
    shapes.learn(trace, in.bytes(), from, to);
    return true;
  }

  private boolean object() {
    int place = in.space(from);
    if (place == to) {
      finding.malformed(place, "it is empty");
      return false;
    } else if (in.bytes()[place] != '{') {
      if (in.skip(place, 0) >= 0) {
        finding.fail(DecodeError.NOT_AN_OBJECT, "", place, "it is no object");
      }
      return false;
    }
    place = fields.read(in, place, 0);
    if (place < 0) {
      return false;
    }
    place = in.space(place);
    if (place != to) {
      finding.malformed(place, "something follows the object");
      return false;
    }
    return true;
  }

  /** Why the event was no row that was given last, and was none. */
  public Rejection rejection() {
    if (!finding.found()) {
      throw new IllegalStateException("The last event was not rejected");
    }
    return finding.rejection(from, to);
  }
}
