// SPDX-License-Identifier: Apache-2.0
/** Events as rows: what their bytes say, held against their contract. */
@NullMarked
package io.meshterious.ingest.decode;

import org.jspecify.annotations.NullMarked;
