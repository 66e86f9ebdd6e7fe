// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.file;

import java.io.IOException;
import java.io.OutputStream;

/** Where bytes go, and how they get through to it. */
interface ByteSink {
  /** Takes the bytes. */
  OutputStream out();

  /** Makes what was written visible to others. */
  void flush() throws IOException;

  /** Makes what was written outlive a power failure, if it can. */
  void force() throws IOException;

  /** Ends the stream, so that all of it outlives a power failure if it can. */
  void complete() throws IOException;

  /** Gives back what it holds, also after a failure; does not fail. */
  void release();
}
