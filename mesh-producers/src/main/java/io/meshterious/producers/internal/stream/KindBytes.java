// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.stream;

import io.meshterious.core.event.EventKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all messages of a kind of event share, as bytes of AMQP 1.0.
 *
 * @param type the type of event, as a text
 * @param contentType what the events' bytes are, as a symbol
 * @param properties the section of the application's properties; those whose names begin with
 *     {@code x-basic} are properties of their own for who reads by AMQP 0-9-1
 */
record KindBytes(byte[] type, byte[] contentType, byte[] properties) {
  private static final int TEXT = 0xb1;
  private static final int SYMBOL = 0xb3;

  /** What sets a type with one byte of length apart from the same with four. */
  private static final int SHORT = 0x10;

  private static final int SHORTEST_LONG = 256;
  private static final byte MAP = (byte) 0xd1;
  private static final byte[] DESCRIPTOR = {0, 0x53, 0x74, MAP};

  static KindBytes of(EventKind kind) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("mesh.contract", kind.contract());
    if (!kind.contractVersion().isEmpty()) {
      entries.put("mesh.contract-version", kind.contractVersion());
    }
    entries.put("x-basic-type", kind.type());
    entries.put("x-basic-app-id", "mesh");
    return new KindBytes(
        text(TEXT, kind.type()), text(SYMBOL, kind.contentType()), section(entries));
  }

  private static byte[] section(Map<String, String> entries) {
    ByteBuffer content = ByteBuffer.allocate(64 * 1024);
    entries.forEach((name, value) -> content.put(text(TEXT, name)).put(text(TEXT, value)));
    content.flip();
    int length = content.remaining();
    return ByteBuffer.allocate(DESCRIPTOR.length + 8 + length)
        .put(DESCRIPTOR)
        .putInt(4 + length)
        .putInt(2 * entries.size())
        .put(content)
        .array();
  }

  private static byte[] text(int type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST_LONG) {
      return ByteBuffer.allocate(2 + bytes.length)
          .put((byte) (type - SHORT))
          .put((byte) bytes.length)
          .put(bytes)
          .array();
    }
    return ByteBuffer.allocate(5 + bytes.length)
        .put((byte) type)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }
}
