// SPDX-License-Identifier: Apache-2.0
/** The one type that a property resolves to, from which every rendering follows. */
@NullMarked
package io.meshterious.core.contract.type;

import org.jspecify.annotations.NullMarked;
