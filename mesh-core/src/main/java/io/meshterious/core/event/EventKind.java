// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.event;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;

/**
 * What all events of a table share.
 *
 * @param type the type of event, such as {@code order_placed}; the table's name where the contract
 *     states none
 * @param contentType what the bytes are, such as {@code application/json}
 * @param contract the id of the contract that describes them, or else where it came from
 * @param contractVersion the version of that contract; empty when it states none
 */
public record EventKind(String type, String contentType, String contract, String contractVersion) {
  /** JSON. */
  public static final String JSON = "application/json";

  /** The kind of a table's events, as JSON. */
  public static EventKind of(DataContract contract, Table table) {
    return new EventKind(
        table.hints().eventType().orElse(table.name()),
        JSON,
        contract.id().orElse(contract.origin()),
        contract.version());
  }
}
