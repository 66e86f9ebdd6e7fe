// SPDX-License-Identifier: Apache-2.0
/** Who owns a contract, who may use it, what it costs and what it promises. */
@NullMarked
package io.meshterious.core.contract.governance;

import org.jspecify.annotations.NullMarked;
