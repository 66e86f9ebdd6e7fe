// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest.decode;

import io.meshterious.core.contract.Table;
import java.util.Map;

/**
 * What a decoder of payloads is made for.
 *
 * @param table what the contract says of the events
 * @param contentType the content type, in lower case and without parameters
 * @param parameters the parameters of the content type, their names in lower case
 */
public record PayloadRequest(Table table, String contentType, Map<String, String> parameters) {
  /** Keeps a copy of the parameters. */
  public PayloadRequest {
    parameters = Map.copyOf(parameters);
  }
}
