// SPDX-License-Identifier: Apache-2.0
/** How long a commit takes. */
@NullMarked
package io.meshterious.bench.commit;

import org.jspecify.annotations.NullMarked;
