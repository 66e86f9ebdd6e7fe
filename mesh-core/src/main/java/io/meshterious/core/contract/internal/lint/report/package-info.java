// SPDX-License-Identifier: Apache-2.0
/** What lint rules report, and where. */
@NullMarked
package io.meshterious.core.contract.internal.lint.report;

import org.jspecify.annotations.NullMarked;
