// SPDX-License-Identifier: Apache-2.0
/** What lint finds in a contract. */
@NullMarked
package io.meshterious.core.contract.lint;

import org.jspecify.annotations.NullMarked;
