// SPDX-License-Identifier: Apache-2.0
/** The threads that read, and the one that commits. */
@NullMarked
package io.meshterious.ingest.internal.run;

import org.jspecify.annotations.NullMarked;
