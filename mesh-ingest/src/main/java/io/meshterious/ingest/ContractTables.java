// SPDX-License-Identifier: Apache-2.0
package io.meshterious.ingest;

import io.meshterious.core.contract.DataContract;
import io.meshterious.core.contract.Table;
import io.meshterious.core.error.MeshException;

/** The tables that contracts describe, as a pipeline is told of them. */
final class ContractTables {
  private ContractTables() {}

  /** The table of a contract that describes one. */
  static Table only(DataContract contract) {
    if (contract.tables().size() != 1) {
      throw invalid(
          "contract",
          contract.name(),
          "one that describes one table; this one describes "
              + contract.tables().stream().map(Table::name).toList()
              + ": name one");
    }
    return contract.tables().get(0);
  }

  /** The table of a name in a contract. */
  static Table named(DataContract contract, String table) {
    return contract
        .table(table)
        .orElseThrow(
            () ->
                invalid(
                    "table",
                    table,
                    "one that contract '"
                        + contract.name()
                        + "' describes: "
                        + contract.tables().stream().map(Table::name).toList()));
  }

  static MeshException invalid(String what, String value, String rule) {
    return new MeshException(
        IngestError.INGEST_OPTION_INVALID,
        "Invalid " + what + " of a pipeline: '" + value + "' (" + rule + ")");
  }
}
