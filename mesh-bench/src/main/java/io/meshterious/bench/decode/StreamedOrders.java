// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.meshterious.core.contract.Table;
import io.meshterious.ingest.internal.decode.Finding;
import io.meshterious.ingest.internal.decode.JsonReader;
import io.meshterious.ingest.internal.decode.Words;
import io.meshterious.ingest.internal.decode.value.Fields;
import io.meshterious.ingest.internal.decode.value.ObjectReader;
import io.meshterious.ingest.internal.decode.value.Readers;
import io.meshterious.ingest.internal.decode.value.Trace;
import io.meshterious.ingest.internal.decode.value.UnknownFields;
import io.meshterious.ingest.internal.decode.value.ValueReader;
import io.meshterious.lake.batch.ColumnBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Events through Jackson's streaming parser into columns, each value checked as ours are. */
final class StreamedOrders {
  private static final int LONGEST = 4096;

  /** A field by its name, and where it is among those of its object. */
  private record Field(ValueReader reader, int number) {}

  private final JsonFactory factory = new JsonFactory();
  private final ColumnBatch batch;
  private final Fields root;
  private final IdentityHashMap<Fields, Map<String, Field>> names = new IdentityHashMap<>();
  private final JsonReader in = new JsonReader(new Finding(), 64);
  private final byte[] scratch = new byte[LONGEST + Words.PADDING];
  private int length;

  StreamedOrders(Table table, ColumnBatch batch) {
    this.batch = batch;
    UnknownFields unknown = new UnknownFields(table.hints().unknownFields(), Optional.empty());
    this.root = Readers.of(table, batch.columns(), unknown, Trace.ofEvents());
    index(root);
  }

  private void index(Fields fields) {
    Map<String, Field> byName = new HashMap<>();
    for (int i = 0; i < fields.readers().size(); i++) {
      ValueReader reader = fields.readers().get(i);
      String path = reader.path();
      byName.put(path.substring(path.lastIndexOf('.') + 1), new Field(reader, i));
      if (reader instanceof ObjectReader object) {
        index(object.fields());
      }
    }
    names.put(fields, byName);
  }

  boolean decode(byte[] bytes, int from, int to) throws IOException {
    try (JsonParser parser = factory.createParser(bytes, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT
          || !object(parser, root)
          || parser.nextToken() != null) {
        batch.abandonRow();
        return false;
      }
    }
    batch.endRow();
    return true;
  }

  private boolean object(JsonParser parser, Fields fields) throws IOException {
    Map<String, Field> byName = names.getOrDefault(fields, Map.of());
    long seen = 0;
    String name = parser.nextFieldName();
    while (name != null) {
      JsonToken token = parser.nextToken();
      Field field = byName.get(name);
      if (field == null) {
        parser.skipChildren();
      } else {
        long bit = 1L << field.number();
        if ((seen & bit) != 0 || !value(parser, token, field.reader())) {
          return false;
        }
        seen |= bit;
      }
      name = parser.nextFieldName();
    }
    int count = fields.readers().size();
    for (int i = 0; i < count; i++) {
      if ((seen >>> i & 1) == 0) {
        ValueReader reader = fields.readers().get(i);
        if (reader.required()) {
          return false;
        }
        reader.column().appendNull();
      }
    }
    return true;
  }

  private boolean value(JsonParser parser, JsonToken token, ValueReader reader) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      if (!reader.required()) {
        reader.column().appendNull();
      }
      return !reader.required();
    } else if (reader instanceof ObjectReader object) {
      boolean is = token == JsonToken.START_OBJECT && object(parser, object.fields());
      if (is) {
        object.append();
      }
      return is;
    }
    length = 0;
    if (token == JsonToken.START_ARRAY) {
      list(parser);
    } else {
      if (reader.quoted() != (token == JsonToken.VALUE_STRING)) {
        return false;
      }
      text(parser, reader.quoted());
    }
    int end = reader.quick(scratch, 0);
    if (end == length) {
      return true;
    }
    in.open(Arrays.copyOf(scratch, length + Words.PADDING), length);
    return reader.quoted() ? quoted(reader) : reader.read(in, 0, 1) == length;
  }

  private boolean quoted(ValueReader reader) {
    byte[] text = new byte[length + 1 + Words.PADDING];
    text[0] = '"';
    System.arraycopy(scratch, 0, text, 1, length);
    in.open(text, length + 1);
    return reader.read(in, 0, 1) == length + 1;
  }

  private void text(JsonParser parser, boolean quoted) throws IOException {
    char[] characters = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int count = parser.getTextLength();
    int start = length;
    for (int i = 0; i < count; i++) {
      char character = characters[from + i];
      if (character > 127) {
        length = start;
        put(new String(characters, from, count).getBytes(StandardCharsets.UTF_8));
        break;
      }
      scratch[length++] = (byte) character;
    }
    if (quoted) {
      scratch[length++] = '"';
    }
    Arrays.fill(scratch, length, length + 16, (byte) 0);
  }

  private void put(byte[] bytes) {
    System.arraycopy(bytes, 0, scratch, length, bytes.length);
    length += bytes.length;
  }

  private void list(JsonParser parser) throws IOException {
    scratch[length++] = '[';
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      if (length > 1) {
        scratch[length++] = ',';
      }
      boolean quoted = token == JsonToken.VALUE_STRING;
      if (quoted) {
        scratch[length++] = '"';
      }
      text(parser, quoted);
      token = parser.nextToken();
    }
    scratch[length++] = ']';
  }
}
