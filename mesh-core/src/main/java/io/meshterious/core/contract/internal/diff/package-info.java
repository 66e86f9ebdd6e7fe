// SPDX-License-Identifier: Apache-2.0
/** How two versions of a contract are compared. */
@NullMarked
package io.meshterious.core.contract.internal.diff;

import org.jspecify.annotations.NullMarked;
