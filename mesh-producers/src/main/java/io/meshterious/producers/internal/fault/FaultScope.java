// SPDX-License-Identifier: Apache-2.0
package io.meshterious.producers.internal.fault;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.DataContracts;
import io.meshterious.core.contract.Table;
import io.meshterious.producers.internal.emit.EventRows;
import java.util.Optional;

/**
 * What faults are put into.
 *
 * @param contracts the contracts that foreign keys may lead to
 * @param contract the table's contract
 * @param table the table
 * @param publisher the publisher whose rows they are; empty: those of all
 * @param seed what draws follow from when the plan has no seed
 * @param rows the rows
 * @param first the first row of the run, however often it goes on from a later one
 * @param end the row after its last one: what is due later is sent with the last
 * @param neighbours rows of other tables
 */
public record FaultScope(
    DataContracts contracts,
    DataContract contract,
    Table table,
    Optional<String> publisher,
    long seed,
    EventRows rows,
    long first,
    long end,
    Neighbours neighbours) {}
