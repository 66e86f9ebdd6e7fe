// SPDX-License-Identifier: Apache-2.0
/** Keeping tables: maintenance that is planned before it runs, tags and branches, audits. */
@NullMarked
package io.meshterious.lake.keep;

import org.jspecify.annotations.NullMarked;
