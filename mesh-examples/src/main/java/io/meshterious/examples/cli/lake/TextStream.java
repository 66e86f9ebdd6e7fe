// SPDX-License-Identifier: Apache-2.0
package io.meshterious.examples.cli.lake;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Takes bytes of UTF-8 and writes the text that they are, without keeping it in memory. */
final class TextStream extends OutputStream {
  private final Writer writer;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13);
  private final CharBuffer text = CharBuffer.allocate(1 << 13);

  TextStream(Writer writer) {
    this.writer = writer;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    int at = offset;
    while (at < offset + length) {
      int taken = Math.min(bytes.remaining(), offset + length - at);
      bytes.put(source, at, taken);
      at += taken;
      decode(false);
    }
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }

  /** Writes what is left; the writer stays open. */
  @Override
  public void close() throws IOException {
    decode(true);
    flush();
  }

  /** Bytes that begin a character whose rest has not come stay in the buffer. */
  private void decode(boolean last) throws IOException {
    bytes.flip();
    decoder.decode(bytes, text, last);
    bytes.compact();
    text.flip();
    writer.append(text);
    text.clear();
  }
}
