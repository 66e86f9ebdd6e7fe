// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.run;

import io.meshterious.core.error.MeshException;

/** What lanes agree on with who commits. */
interface Turn {
  /** Whether to read on. */
  boolean goOn();

  /** Whether to wait for a while: nothing more may be read at the moment. */
  boolean hold();

  /** Begins to change the lane's parts; waits while they are being taken. */
  void enter();

  /** Ends changing them. */
  void leave();

  /** A lane cannot go on, and its parts are of no use any more. */
  void failed(Throwable why);

  /** Events were added to a part. */
  void added(int count, long bytes);

  /** Waits before something that failed is tried again; ends when the pipeline does. */
  void pause(MeshException why, int tries) throws InterruptedException;
}
