// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.file;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Standard output, which is never closed. */
final class StdoutSink implements ByteSink {
  private final PrintStream stream;

  StdoutSink(PrintStream stream) {
    this.stream = stream;
  }

  @Override
  public OutputStream out() {
    return stream;
  }

  /** Also finds out whether somebody still reads: the stream itself keeps that to itself. */
  @Override
  public void flush() throws IOException {
    if (stream.checkError()) {
      throw new IOException("nobody reads it any more, or there is no room behind it");
    }
  }

  @Override
  public void force() {
    // Nothing that was printed is kept.
  }

  @Override
  public void complete() throws IOException {
    flush();
  }

  @Override
  public void release() {
    // The stream belongs to the whole JVM.
  }
}
