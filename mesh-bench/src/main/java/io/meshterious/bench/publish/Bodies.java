// SPDX-License-Identifier: Apache-2.0
package io.meshterious.bench.publish;

import io.meshterious.core.event.EventKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Events of a usual size. */
final class Bodies {
  static final int BYTES = 335;

  static final EventKind KIND =
      new EventKind("order_placed", EventKind.JSON, "warehouse.events.orders", "1.0.0");

  private static final int DIFFERENT = 1_024;

  private final byte[][] bodies = new byte[DIFFERENT][];

  Bodies() {
    for (int i = 0; i < DIFFERENT; i++) {
      byte[] body = new byte[BYTES];
      Arrays.fill(body, (byte) 'x');
      byte[] begin =
          ("{\"order_id\":\"" + i + "\",\"text\":\"").getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(begin, 0, body, 0, begin.length);
      body[BYTES - 2] = '"';
      body[BYTES - 1] = '}';
      bodies[i] = body;
    }
  }

  /** One of them. */
  byte[] of(long number) {
    return bodies[(int) number & (DIFFERENT - 1)];
  }

  /** The id of an event, as long as usual ones are. */
  static String id(long number) {
    return "ORD-" + (1_000_000_000L + number);
  }
}
