// SPDX-License-Identifier: Apache-2.0
/** The quality rules of a contract, in all four kinds. */
@NullMarked
package io.meshterious.core.contract.quality;

import org.jspecify.annotations.NullMarked;
