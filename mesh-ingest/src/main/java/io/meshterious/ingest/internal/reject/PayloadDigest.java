// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.internal.reject;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The first half of the SHA-256 of a payload, by which it is recognised. For one thread. */
public final class PayloadDigest {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final MessageDigest sha;
  private long high;
  private long low;

  /** Makes a digest. */
  public PayloadDigest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }

  /** Digests a payload. */
  public void of(byte[] payload) {
    byte[] digest = sha.digest(payload);
    high = (long) LONG.get(digest, 0);
    low = (long) LONG.get(digest, Long.BYTES);
  }

  /** The first eight bytes of the last digest. */
  public long high() {
    return high;
  }

  /** The next eight bytes of the last digest. */
  public long low() {
    return low;
  }
}
