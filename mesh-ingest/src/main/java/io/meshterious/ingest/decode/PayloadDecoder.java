// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import java.util.Optional;

/** Turns payloads of one content type into JSON. For one thread. */
public interface PayloadDecoder {
  /**
   * Writes the event in JSON that a payload stands for. It need not fit the contract: that is
   * checked afterwards, as with JSON that came as such.
   *
   * @param bytes the array the payload is in, which is not changed
   * @param from its first byte
   * @param to the byte behind it
   * @param into gets the JSON; it is empty before
   * @return why the payload stands for none, with {@link DecodeError#PAYLOAD_UNREADABLE} and no
   *     word of what is in it; empty when it does
   */
  Optional<Rejection> decode(byte[] bytes, int from, int to, PayloadBuffer into);
}
