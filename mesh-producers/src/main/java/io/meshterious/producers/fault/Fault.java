// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.fault;

import java.util.Optional;

/**
 * A fault that was put into an event, and what is true about it.
 *
 * @param row the row whose event it is
 * @param step the row in whose turn the event was sent: a later one for what is sent once more or
 *     out of order
 * @param id the event's id, as it is without the fault; empty when its table has none
 * @param kind what is wrong
 * @param field the property, with dots between an object and what is in it; absent when no single
 *     one is to blame
 * @param contract the contract's id
 * @param version the contract's version
 * @param table the table
 * @param publisher the publisher, when the rows are those of one
 * @param expect what a correct pipeline does with the event
 * @param digest the first 16 bytes of the SHA-256 of what was sent, as hexadecimal digits
 */
public record Fault(
    long row,
    long step,
    String id,
    FaultKind kind,
    Optional<String> field,
    String contract,
    String version,
    String table,
    Optional<String> publisher,
    Expectation expect,
    String digest) {}
