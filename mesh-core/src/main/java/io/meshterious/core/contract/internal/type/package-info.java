// SPDX-License-Identifier: Apache-2.0
/** How logical type, options and physical type make one type. */
@NullMarked
package io.meshterious.core.contract.internal.type;

import org.jspecify.annotations.NullMarked;
