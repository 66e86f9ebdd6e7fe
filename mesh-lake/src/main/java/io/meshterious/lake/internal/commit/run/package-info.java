// SPDX-License-Identifier: Apache-2.0
/** Commits of one table or several, tried until decided; on all others but {@code lock}. */
@NullMarked
package io.meshterious.lake.internal.commit.run;

import org.jspecify.annotations.NullMarked;
