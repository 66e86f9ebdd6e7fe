// SPDX-License-Identifier: Apache-2.0
/** What was made of what: facts that stages tell whoever keeps them. */
@NullMarked
package io.meshterious.core.lineage;

import org.jspecify.annotations.NullMarked;
