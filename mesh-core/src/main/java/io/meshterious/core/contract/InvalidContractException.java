// SPDX-License-Identifier: Apache-2.0
package io.meshterious.core.contract;

import io.meshterious.core.contract.lint.LintReport;
import io.meshterious.core.error.MeshException;

/** A contract breaks the standard; the report holds everything that was found. */
public final class InvalidContractException extends MeshException {
  private static final long serialVersionUID = 1L;

  private final transient LintReport report;

  InvalidContractException(String message, LintReport report) {
    super(ContractError.CONTRACT_INVALID, message);
    this.report = report;
  }

  /** All findings, errors first in each file. */
  public LintReport report() {
    return report;
  }
}
