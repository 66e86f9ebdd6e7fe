// SPDX-License-Identifier: Apache-2.0
/** What the values of a property have to fulfil, and how they are written in events. */
@NullMarked
package io.meshterious.core.contract.constraint;

import org.jspecify.annotations.NullMarked;
