// SPDX-License-Identifier: Apache-2.0
package io.meshterious.rabbitmq;

import io.meshterious.core.error.MeshException;
import io.meshterious.core.place.Place;

/** Whether the client of streams is on the class path: it is an optional dependency. */
public final class StreamClient {
  private static final String CLIENT = "com.rabbitmq.stream.Environment";
  private static final String COORDINATES = "com.rabbitmq:stream-client";

  private StreamClient() {}

  /** Says which dependency is missing, if it is. */
  public static void require(Place place, ClassLoader loader) {
    try {
      Class.forName(CLIENT, false, loader);
    } catch (ClassNotFoundException | LinkageError missing) {
      throw new MeshException(
          place.invalid(),
          "Cannot open " + place + ": streams need " + COORDINATES + " on the class path",
          missing);
    }
  }
}
