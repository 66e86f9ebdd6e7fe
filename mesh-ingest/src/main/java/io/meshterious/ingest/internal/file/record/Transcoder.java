// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.file.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text in any charset as UTF-8. What is no text in the charset becomes a byte that is none in UTF-8
 * either, so that nobody takes it for what it is not.
 */
public final class Transcoder extends InputStream {
  private static final int CHARS = 1 << 15;
  private static final byte NO_TEXT = (byte) 0xFF;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer raw = ByteBuffer.allocate(CHARS).flip();
  private final CharBuffer chars = CharBuffer.allocate(CHARS);
  private ByteBuffer text = NOTHING;
  private int skipped;
  private boolean ended;
  private boolean flushed;

  /** The text of a stream. */
  public Transcoder(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!text.hasRemaining() && skipped == 0) {
      if (flushed) {
        return -1;
      }
      decode();
    }
    if (text.hasRemaining()) {
      int count = Math.min(length, text.remaining());
      text.get(into, offset, count);
      return count;
    }
    skipped--;
    into[offset] = NO_TEXT;
    return 1;
  }

  private void decode() throws IOException {
    chars.clear();
    CoderResult result = decoder.decode(raw, chars, ended);
    if (result.isUnderflow() && !ended) {
      refill();
    } else if (result.isUnderflow()) {
      flushed = decoder.flush(chars).isUnderflow();
    } else if (result.isError()) {
      raw.position(raw.position() + result.length());
      skipped = 1;
    }
    text = StandardCharsets.UTF_8.encode(chars.flip());
  }

  private void refill() throws IOException {
    raw.compact();
    int count = in.read(raw.array(), raw.position(), raw.remaining());
    if (count < 0) {
      ended = true;
    } else {
      raw.position(raw.position() + count);
    }
    raw.flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
