// SPDX-License-Identifier: Apache-2.0
/** One snapshot for all that was read meanwhile, and the books that go with it. */
@NullMarked
package io.meshterious.ingest.internal.commit;

import org.jspecify.annotations.NullMarked;
