// SPDX-License-Identifier: Apache-2.0
/** How tables are kept: planners and runners of maintenance, references, audits. */
@NullMarked
package io.meshterious.lake.internal.keep;

import org.jspecify.annotations.NullMarked;
