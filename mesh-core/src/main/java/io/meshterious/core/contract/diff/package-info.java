// SPDX-License-Identifier: Apache-2.0
/** What changed between two versions of a contract, and what that means. */
@NullMarked
package io.meshterious.core.contract.diff;

import org.jspecify.annotations.NullMarked;
