// SPDX-License-Identifier: Apache-2.0
/** What a commit does to a table, and the three ways in which it can end. */
@NullMarked
package io.meshterious.lake.commit;

import org.jspecify.annotations.NullMarked;
