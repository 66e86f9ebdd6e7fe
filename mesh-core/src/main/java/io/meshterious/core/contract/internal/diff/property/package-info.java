// SPDX-License-Identifier: Apache-2.0
/** What changed in the properties of tables and objects. */
@NullMarked
package io.meshterious.core.contract.internal.diff.property;

import org.jspecify.annotations.NullMarked;
